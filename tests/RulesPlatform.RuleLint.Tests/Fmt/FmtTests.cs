using System.Text;
using System.Text.Json;
using RulesEngine.Models;
using RulesPlatform.RuleLint.Fmt;
using RulesPlatform.RuleLint.Tests.Replay;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;
using RulesPlatform.Rules.Text.Layout;

namespace RulesPlatform.RuleLint.Tests.Fmt;

[TestClass]
public sealed class FmtTests
{
    private string _folder = "";

    [TestInitialize]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("fmt-").FullName;

    [TestCleanup]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_shipped_rules_are_in_form()
    {
        foreach (string path in RulePaths.Find([RecordedWorld.RulesFolder()], out _)!)
        {
            Assert.IsTrue(RuleTextFormat.TryFormat(RulePaths.Read(path), out ReadOnlyMemory<byte> formatted, out IReadOnlyList<Diagnostic> flaws), string.Join('\n', flaws));
            Assert.AreEqual(File.ReadAllText(path), Encoding.UTF8.GetString(formatted.Span));
        }
    }

    [TestMethod]
    public void A_file_is_named_until_it_is_in_form()
    {
        string file = Write("a.json", "{\"a\":1}");

        Assert.AreEqual(ExitCode.Findings, CommandTree.Run(["fmt", _folder, "--check"]));
        Assert.AreEqual("{\"a\":1}", File.ReadAllText(file));
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["fmt", _folder]));
        Assert.AreEqual("{ \"a\": 1 }\n", File.ReadAllText(file));
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["fmt", _folder, "--check"]));
    }

    [TestMethod]
    public void A_file_with_a_flaw_is_left_alone_and_the_others_are_formatted()
    {
        string broken = Write("a.json", "{\"a\":1");
        string good = Write("b.json", "[1,2]");

        Assert.AreEqual(ExitCode.Findings, CommandTree.Run(["fmt", _folder]));
        Assert.AreEqual(("{\"a\":1", "[1, 2]\n"), (File.ReadAllText(broken), File.ReadAllText(good)));
    }

    [TestMethod]
    public void What_programs_write_is_passed_over()
    {
        Write("schema/a.json", "{}");
        Write("rules.lock.json", "{}");
        string file = Write("thresholds/a.json", "{}");

        Assert.AreEqual(file, string.Join(' ', RulePaths.Find([_folder], out _)!));
    }

    [TestMethod]
    public void Standard_input_is_formatted_or_nothing_is_written()
    {
        using var good = new MemoryStream();
        using var none = new MemoryStream();

        Assert.AreEqual(ExitCode.Clean, FmtCommand.FormatInput(new MemoryStream("[1,2]"u8.ToArray()), good));
        Assert.AreEqual(ExitCode.Findings, FmtCommand.FormatInput(new MemoryStream("[1,2"u8.ToArray()), none));
        Assert.AreEqual(("[1, 2]\n", 0L), (Encoding.UTF8.GetString(good.ToArray()), none.Length));
    }

    [TestMethod]
    [DataRow("fmt", "nowhere")]
    [DataRow("fmt", "--output", "x")]
    [DataRow("fmt", "--check", "--stdin")]
    [DataRow("chekc")]
    public void What_cannot_run_says_so(params string[] arguments) => Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(arguments));

    [TestMethod]
    public async Task The_stock_engine_loads_and_judges_every_shipped_workflow()
    {
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["fmt", Path.Combine(RecordedWorld.RulesFolder(), "thresholds"), "--stock", "--output", _folder]));

        string[] workflows = [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        var engine = new RulesEngine.RulesEngine(workflows);
        int shipped = new RuleSetLoader().Load(RecordedWorld.RulesFolder()).RuleSet!.Rules.Count;
        Assert.AreEqual(shipped, workflows.Sum(text => JsonSerializer.Deserialize<Workflow>(text)!.Rules.Count()));
        List<RuleResultTree> host = await engine.ExecuteAllRulesAsync("host", Words(value: 0.99));
        Assert.IsTrue(host.Single(result => result.Rule.RuleName == "HostCpuSaturated").IsSuccess);
        Assert.IsFalse((await engine.ExecuteAllRulesAsync("host", Words(value: 0.1))).Single(result => result.Rule.RuleName == "HostCpuSaturated").IsSuccess);
        Assert.AreEqual("", string.Concat(host.Select(result => result.ExceptionMessage)));
    }

    private static RuleParameter[] Words(double value) =>
    [
        new("signal", new { Value = value, Expected = 0.5, Deviation = 0.1, Score = 1.0, Age = 1.0, Coverage = 1.0, Tier = "realtime" }),
        new("baseline", new { Expected = 0.5, Spread = 0.1 }),
        new("threshold", new { warning = 0.9, critical = 0.97, calm = 0.8 }),
    ];

    private string Write(string below, string text)
    {
        string path = Path.Combine(_folder, below);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
