using System.Text.Json;
using RulesPlatform.Host.Api;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.CommandLine;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Tests.CommandLine;

/// <summary>Commands as they are typed, answered by a running server.</summary>
[TestClass]
public sealed class CommandTests
{
    private static LoopbackServer _server = null!;
    private static TemporaryFolder _folder = null!;

    [ClassInitialize]
    public static async Task StartServer(TestContext _)
    {
        _server = await LoopbackServer.Start();
        _folder = new TemporaryFolder();
        new ServerFile([_server.Url], 1, ShopWorld.Now, "0.1.0").Write(Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "data", "api.key"), LoopbackServer.Key);
    }

    [ClassCleanup]
    public static async Task StopServer()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [TestMethod]
    [DataRow("status.txt", ExitCode.Negative, "status")]
    [DataRow("explain-alert.txt", ExitCode.Done, "explain", "http/HighErrorRatio")]
    [DataRow("explain-signal.txt", ExitCode.Done, "explain", "http_error_ratio{service=\"checkout\"}")]
    [DataRow("explain-forming.txt", ExitCode.Done, "explain", "http_error_ratio{service=\"catalogue\"}")]
    [DataRow("explain-unknown.txt", ExitCode.Done, "explain", "http_error_ratio{service=\"search\"}")]
    [DataRow("explain-several.txt", ExitCode.Done, "explain", "http_error_ratio")]
    [DataRow("query-table.txt", ExitCode.Done, "query", "http_error_ratio", "--from", "1m")]
    [DataRow("query-chart.txt", ExitCode.Done, "query", "http_error_ratio", "--from", "20m", "--format", "chart")]
    [DataRow("query-rate.txt", ExitCode.Done, "query", "http_requests_total{code=\"500\"}", "--step", "1m", "--fold", "rate")]
    [DataRow("query.csv", ExitCode.Done, "query", "http_requests_total{code=~\"5..\"}", "--from", "30s", "-o", "csv")]
    [DataRow("rules-list.txt", ExitCode.Done, "rules", "list")]
    [DataRow("rules-history.txt", ExitCode.Done, "rules", "history")]
    public async Task Prints(string golden, int exitCode, params string[] arguments)
    {
        (int code, string output, string errors) = await Type(arguments);
        Assert.AreEqual("", errors);
        Assert.AreEqual(exitCode, code);
        Golden.Match(golden, output.Replace(Path.Combine(_folder.Path, "data"), "data", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("help.txt")]
    [DataRow("help-run.txt", "run")]
    [DataRow("help-status.txt", "status")]
    [DataRow("help-explain.txt", "explain")]
    [DataRow("help-query.txt", "query")]
    [DataRow("help-import.txt", "import")]
    [DataRow("help-export.txt", "export")]
    [DataRow("help-silence.txt", "silence")]
    [DataRow("help-silence-add.txt", "silence", "add")]
    [DataRow("help-ack.txt", "ack")]
    [DataRow("help-rules.txt", "rules")]
    [DataRow("help-version.txt", "version")]
    [DataRow("list-settings.txt", "run", "--list-settings")]
    public async Task Helps(string golden, params string[] arguments)
    {
        (int code, string output, _) = await Type(golden.StartsWith("help", StringComparison.Ordinal) ? [.. arguments, "--help"] : arguments);
        Assert.AreEqual(ExitCode.Done, code);
        Golden.Match(golden, output);
    }

    [TestMethod]
    [DataRow("status", "alerts")]
    [DataRow("explain http/HighErrorRatio", "alert")]
    [DataRow("query http_error_ratio", "series")]
    [DataRow("rules list", "rules")]
    [DataRow("rules history", "generations")]
    [DataRow("silence list", "silences")]
    [DataRow("version", "server")]
    public async Task Prints_json_for_programs(string command, string member)
    {
        (_, string output, string errors) = await Type([.. command.Split(' '), "--json"]);
        Assert.AreEqual("", errors);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.IsTrue(json.RootElement.TryGetProperty(member, out _), output);
    }

    [TestMethod]
    [DataRow(ExitCode.Negative, "There is no alert, rule or signal 'Nothing'.", "explain", "Nothing")]
    [DataRow(ExitCode.Negative, "No series or signal matches 'nothing'.", "query", "nothing")]
    [DataRow(ExitCode.Negative, "There is no silence 's99' that is not over.", "silence", "expire", "s99")]
    [DataRow(ExitCode.Negative, "No alert '0011223344556677' fires.", "ack", "0011223344556677")]
    [DataRow(ExitCode.Negative, "There is no alert 'Nothing'.", "ack", "Nothing")]
    [DataRow(ExitCode.Negative, "No revision 'ffffffffffff' is kept.", "rules", "rollback", "ffffffffffff")]
    [DataRow(ExitCode.Negative, "No series matches 'nothing'.", "export", "nothing")]
    [DataRow(ExitCode.Failed, "selector: 'a{' does not end with }.", "query", "a{")]
    [DataRow(ExitCode.Failed, "step: 'wide' is not a span of time", "query", "up", "--step", "wide")]
    [DataRow(ExitCode.Failed, "endsAt: give either 'endsAt' or 'duration'", "silence", "add", "a=b")]
    [DataRow(ExitCode.Failed, "Unrecognized command or argument 'watch'.\nTry 'rulesplatform --help'.", "watch")]
    [DataRow(ExitCode.Failed, "Try 'rulesplatform silence add --help'.", "silence", "add")]
    [DataRow(ExitCode.Failed, "is not of the form NAME=VALUE", "run", "--set", "loud")]
    [DataRow(ExitCode.Failed, "is not a URL such as", "status", "--server", "here")]
    [DataRow(ExitCode.Failed, "There is no file", "import", "nothing.om")]
    [DataRow(ExitCode.NobodyThere, "does not answer", "status", "--server", "http://127.0.0.1:1")]
    public async Task Says_why_not(int exitCode, string expected, params string[] arguments)
    {
        (int code, string output, string errors) = await Type(arguments);
        StringAssert.Contains(errors, expected);
        Assert.AreEqual("", output);
        Assert.AreEqual(exitCode, code);
    }

    [TestMethod]
    public async Task A_silence_comes_and_goes_in_the_name_of_who_typed_it()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        (int added, string output, _) = await TypeTo(server, "silence", "add", "service=checkout", "severity=~crit.*", "--for", "2h", "--comment", "deploying");
        Assert.AreEqual(ExitCode.Done, added);
        Assert.AreEqual("Silence s2 keeps service=\"checkout\", severity=~\"crit.*\" quiet until 2026-11-24 12:05:00Z. End it with: rulesplatform silence expire s2\n", output);
        Assert.AreEqual("ann", server.Platform.Commands[0].Author);
        (_, string list, _) = await TypeTo(server, "silence", "list");
        Golden.Match("silence-list.txt", list);
        (int ended, string over, _) = await TypeTo(server, "silence", "expire", "s2");
        Assert.AreEqual((ExitCode.Done, "Silence s2 is over.\n"), (ended, over));
        Assert.AreEqual(new ExpireSilence("s2", "ann"), server.Platform.Commands[1]);
    }

    [TestMethod]
    public async Task An_alert_is_acknowledged_by_the_name_of_its_rule()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        (int code, string output, _) = await TypeTo(server, "ack", "HighErrorRatio", "--comment", "on it", "--noise");
        Assert.AreEqual((ExitCode.Done, $"{ShopWorld.Fingerprint} is acknowledged by ann as noise.\n"), (code, output));
        Assert.AreEqual(new Acknowledge(ShopWorld.Fingerprint, "on it", "ann", true), server.Platform.Commands.Single());
    }

    [TestMethod]
    public async Task Without_the_key_one_is_told_where_it_is()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using var folder = new TemporaryFolder();
        (int code, _, string errors) = await new Terminal(folder.Path).Type("rules", "rollback", "0123456789ab", "--server", server.Url);
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, "Set RULESPLATFORM_API_KEY, or run this as the user who owns the data folder.");
        var knowing = new Terminal(folder.Path) { Variables = { ["RULESPLATFORM_API_KEY"] = LoopbackServer.Key } };
        (int done, string output, _) = await knowing.Type("rules", "rollback", "0123456789ab", "--server", server.Url);
        Assert.AreEqual((ExitCode.Done, "Revision 0123456789ab is in force; it replaced before.\n"), (done, output));
    }

    [TestMethod]
    public async Task Samples_go_through_the_running_server()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "some.csv");
        await File.WriteAllTextAsync(file, "time,metric,labels,value\n2026-11-24T10:00:00Z,a,\"{x=\"\"1\"\"}\",2.5\n2026-11-24T10:00:15Z,a,\"{x=\"\"1\"\"}\",NaN\n");
        (int code, string output, string errors) = await TypeTo(server, "import", file);
        Assert.AreEqual((ExitCode.Done, $"some.csv: 2 samples imported into {server.Url}.\n", ""), (code, output, errors));
        (string type, byte[] body) = server.Platform.Pushed.Single();
        Assert.AreEqual("application/x-ndjson", type);
        Assert.AreEqual(
            "{\"metric\":\"a\",\"labels\":{\"x\":\"1\"},\"value\":2.5,\"timestamp\":1795514400000}\n{\"metric\":\"a\",\"labels\":{\"x\":\"1\"},\"value\":\"NaN\",\"timestamp\":1795514415000}\n",
            System.Text.Encoding.UTF8.GetString(body));
        server.Platform.OnPush = () => new PushReceipt(0, [new LineFlaw(1, "the guard says no")]);
        (int refused, _, string why) = await TypeTo(server, "import", file);
        Assert.AreEqual(ExitCode.Failed, refused);
        StringAssert.Contains(why, "line 1: the guard says no");
    }

    [TestMethod]
    public async Task A_refused_rule_set_is_shown_with_its_diagnostics()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        server.Platform.RuleProblem = new RuleProblem(
            ShopWorld.Now, ["error RP0003: unknown member 'lvels'\n  --> thresholds/http.json:2:5\n   help: did you mean 'levels'?"]);
        (int code, string output, _) = await TypeTo(server, "rules", "list");
        Assert.AreEqual(ExitCode.Negative, code);
        StringAssert.Contains(output, "Rule files refused   2026-11-24 10:05:00Z\n  error RP0003: unknown member 'lvels'\n    --> thresholds/http.json:2:5\n");
    }

    [TestMethod]
    public async Task Run_lays_arguments_over_the_environment()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "rules"));
        var terminal = new Terminal(folder.Path) { Variables = { ["RULESPLATFORM_URLS"] = "http://127.0.0.1:1", ["RULESPLATFORM_HOSTNAME"] = "box" } };
        (int code, _, string errors) = await terminal.Type("--urls", "http://127.0.0.1:2", "--set", "retention.samples=2d");
        Assert.AreEqual((ExitCode.Done, ""), (code, errors));
        Assert.AreEqual(("http://127.0.0.1:2", "box", TimeSpan.FromDays(2)), (terminal.Served!.Urls[0].ToString(), terminal.Served.HostName, terminal.Served.Retention.Samples));
        (int refused, _, string problems) = await terminal.Type("run", "--urls", "http://0.0.0.0:2");
        Assert.AreEqual(ExitCode.Failed, refused);
        StringAssert.Contains(problems, "urls = \"http://0.0.0.0:2\"   (argument --urls)\n    http://0.0.0.0:2 can be reached from other machines, and no API key is configured.");
    }

    private static Task<(int ExitCode, string Output, string Errors)> Type(params string[] arguments) => new Terminal(_folder.Path).Type(arguments);

    private static async Task<(int ExitCode, string Output, string Errors)> TypeTo(LoopbackServer server, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var terminal = new Terminal(folder.Path) { Variables = { ["RULESPLATFORM_API_KEY"] = LoopbackServer.Key } };
        return await terminal.Type([.. arguments, "--server", server.Url]);
    }
}
