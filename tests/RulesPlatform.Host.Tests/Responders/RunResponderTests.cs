using System.Globalization;
using System.Runtime.Versioning;
using RulesPlatform.Host.Responders.Run;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
[UnsupportedOSPlatform("windows")]
public sealed class RunResponderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task Runs_the_command_and_brings_its_output_back()
    {
        DeliveryReceipt receipt = await Run("echo out; echo err >&2");
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome);
        StringAssert.StartsWith(receipt.Detail, "sample: exit code 0: ");
        CollectionAssert.AreEquivalent(new[] { "out", "err", "" }, receipt.Attachment!.Split('\n'));
    }

    [TestMethod]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["plain", "", "two words", "a;b && rm -rf $HOME", "'single' \"double\" \\", "`id` $(id)", "line\nbreak", "--flag=1", "日本", "*"];
        DeliveryReceipt receipt = await Run("for a in \"$@\"; do printf '<%s>' \"$a\"; done", arguments);
        Assert.AreEqual(string.Concat(arguments.Select(argument => $"<{argument}>")), receipt.Attachment);
    }

    [TestMethod]
    public async Task A_command_that_fails_is_a_dead_letter_with_its_exit_code_and_first_line()
    {
        DeliveryReceipt receipt = await Run("echo 'no such unit'; echo more; exit 3");
        Assert.AreEqual(new DeliveryReceipt(DeliveryOutcome.Rejected, "sample: exit code 3: no such unit", Attachment: "no such unit\nmore\n"), receipt);
    }

    [TestMethod]
    public async Task Sees_a_clean_environment_with_the_documented_variables_only()
    {
        Environment.SetEnvironmentVariable("RULESPLATFORM_TEST_SECRET", "s3cret");
        DeliveryReceipt receipt = await Run("env | sort; pwd");
        Environment.SetEnvironmentVariable("RULESPLATFORM_TEST_SECRET", null);
        string own = receipt.Attachment!.Replace($"PWD={_folder.FullName}\n", "", StringComparison.Ordinal);
        Assert.AreEqual($$"""
            LANG=C.UTF-8
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            RULESPLATFORM_ALERT=HighErrorRatio
            RULESPLATFORM_ALERT_URL=https://rules.example.org/alerts/0123456789abcdef
            RULESPLATFORM_DEDUP_KEY=5f0c2f1e8a77d6b4
            RULESPLATFORM_DUE_AT=2026-11-24T10:00:15Z
            RULESPLATFORM_FINGERPRINT=0123456789abcdef
            RULESPLATFORM_LABELS={alertname="HighErrorRatio",instance="10.0.0.7:9100",rule="http/HighErrorRatio",service="checkout",severity="critical"}
            RULESPLATFORM_RULE=default/Page
            RULESPLATFORM_SEVERITY=critical
            RULESPLATFORM_STATUS=firing
            RULESPLATFORM_VALUE=0.125
            {{_folder.FullName}}

            """, own);
    }

    [TestMethod]
    public async Task Reads_nothing_from_standard_input() =>
        Assert.AreEqual("0\n", (await Run("wc -c | tr -d ' '")).Attachment);

    [TestMethod]
    public async Task Output_beyond_the_bound_is_dropped_and_the_command_is_not_held_up()
    {
        DeliveryReceipt receipt = await Run("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo done >&2; exit 0", maxOutput: 1000);
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome);
        StringAssert.StartsWith(receipt.Detail, "sample: exit code 0; output cut at 1000 bytes: xxx");
        Assert.AreEqual(1000, receipt.Attachment!.Length);
        Assert.IsLessThan(400, receipt.Detail.Length);
    }

    [TestMethod]
    public async Task Output_of_any_bytes_becomes_text_without_control_characters()
    {
        DeliveryReceipt receipt = await Run("printf 'a\\033[31mb\\377c\\r\\nd\\te'");
        Assert.AreEqual("a\uFFFD[31mb\uFFFDc\nd\te", receipt.Attachment);
    }

    [TestMethod]
    public async Task On_timeout_the_whole_tree_is_killed_orphans_included()
    {
        string pids = Path.Combine(_folder.FullName, "pids");
        DeliveryReceipt receipt = await Run(
            $"echo $$ >> {pids}; sleep 300 & echo $! >> {pids}; (sleep 300 & echo $! >> {pids}); echo started; wait; sleep 300", timeout: TimeSpan.FromMilliseconds(400));
        Assert.AreEqual(
            new DeliveryReceipt(DeliveryOutcome.Rejected, "sample: killed after 0.4 s, with everything it had started: started", Attachment: "started\n"), receipt);
        string[] started = await File.ReadAllLinesAsync(pids);
        Assert.HasCount(3, started);
        foreach (string pid in started)
        {
            Assert.IsFalse(IsAlive(pid), $"Process {pid} outlived the timeout.");
        }
    }

    [TestMethod]
    public async Task A_child_left_behind_does_not_hold_the_receipt_up()
    {
        string pid = Path.Combine(_folder.FullName, "pid");
        DeliveryReceipt receipt = await Run($"sleep 300 & echo $! > {pid}; echo away");
        Assert.AreEqual((DeliveryOutcome.Delivered, "away\n"), (receipt.Outcome, receipt.Attachment));
        using var left = System.Diagnostics.Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture));
        left.Kill();
    }

    [TestMethod]
    public async Task A_stop_of_the_platform_kills_the_command_and_leaves_no_receipt()
    {
        string pid = Path.Combine(_folder.FullName, "pid");
        using var stop = new CancellationTokenSource();
        using var watcher = new FileSystemWatcher(_folder.FullName, "ready");
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => begun.TrySetResult();
        watcher.EnableRaisingEvents = true;
        Task<DeliveryReceipt> run = Run($"echo $$ > {pid}; touch {Path.Combine(_folder.FullName, "ready")}; sleep 300", cancellation: stop.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => run);
        Assert.IsFalse(IsAlive((await File.ReadAllTextAsync(pid)).Trim()));
    }

    [TestMethod]
    [DataRow("missing", "/nowhere/command", "The command \"missing\" names /nowhere/command, which does not exist on this machine.")]
    [DataRow("relative", "bin/command", "The command \"relative\" has the relative path bin/command; give an absolute one.")]
    [DataRow("text", "/etc/passwd", "The command \"text\" names /etc/passwd, which is not executable.")]
    public async Task What_cannot_be_run_is_rejected_with_the_reason(string name, string path, string reason)
    {
        DeliveryReceipt receipt = await Deliver(new CommandAllowance(name, path, TimeSpan.FromSeconds(10), 1000), name, []);
        Assert.AreEqual(new DeliveryReceipt(DeliveryOutcome.Rejected, reason), receipt);
    }

    [TestMethod]
    public async Task What_is_not_on_the_list_is_not_run()
    {
        DeliveryReceipt receipt = await Deliver(new CommandAllowance("known", "/bin/true", TimeSpan.FromSeconds(10), 1000), "/bin/true", []);
        Assert.AreEqual(new DeliveryReceipt(DeliveryOutcome.Rejected, "The command \"/bin/true\" is not in the rule set's allow-list."), receipt);
    }

    private async Task<DeliveryReceipt> Run(
        string script, string[]? arguments = null, TimeSpan? timeout = null, int maxOutput = 65_536, CancellationToken cancellation = default)
    {
        string path = Path.Combine(_folder.FullName, "script");
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + script + "\n", CancellationToken.None);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await Deliver(new CommandAllowance("sample", path, timeout ?? TimeSpan.FromSeconds(20), maxOutput), "sample", arguments ?? [], cancellation);
    }

    private async Task<DeliveryReceipt> Deliver(CommandAllowance allowed, string command, string[] arguments, CancellationToken cancellation = default)
    {
        var commands = new Dictionary<string, CommandAllowance> { [allowed.Name] = allowed };
        var parameters = new Dictionary<string, string> { ["command"] = command };
        for (int i = 0; i < arguments.Length; i++)
        {
            parameters[i.ToString(CultureInfo.InvariantCulture)] = arguments[i];
        }
        var settings = new RunSettings { WorkingDirectory = _folder.FullName, OutputGrace = TimeSpan.FromMilliseconds(100) };
        var responder = new RunResponder(() => commands, settings, Samples.Platform, TimeProvider.System);
        Notification notification = Samples.Notification() with { Receiver = "action:run", Cause = NotificationCause.Action, Parameters = parameters };
        return await responder.Deliver(notification, null, cancellation);
    }

    /// <summary>A process that is dead but not yet reaped does not count as alive.</summary>
    private static bool IsAlive(string pid)
    {
        string stat = $"/proc/{pid}/stat";
        try
        {
            return File.Exists(stat) && !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
