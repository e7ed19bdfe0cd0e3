using System.Runtime.CompilerServices;
using System.Text;
using RulesEngine.Models;
using RulesPlatform.RuleLint.Import;
using RulesPlatform.RuleLint.Import.Workflows;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Tests.Import;

[TestClass]
public sealed class WorkflowImportTests
{
    private static readonly string[] s_map = ["input1.latency=signal:http_p99_seconds", "input1.cpu=cpu_busy_ratio", "input1.limit=level:slow=1.5", "input1.usual=baseline:"];

    [TestMethod]
    public void Workflows_become_thresholds_files_and_a_list_of_what_is_not_carried_over()
    {
        ImportResult result = Shop();

        Golden.Assert("shop.workflow.txt", $"{string.Join('\n', result.Files.Select(file => $"// {file.Path}\n{file.Text}"))}\n{ImportReport.Text(result, [])}\n");
    }

    [TestMethod]
    public void What_is_written_loads_where_its_signals_are()
    {
        using var world = new ImportedWorld();
        world.Take(Shop());
        world.Write("analysis/all.json", $$"""{ "$schema": "../schema/analysis.json", "kind": "analysis", "name": "all", "version": "1.0.0", "owner": "ops", "signals": [{{Signal("http_p99_seconds")}}, {{Signal("cpu_busy_ratio")}}] }""");

        LoadResult loaded = new RuleSetLoader().Load(world.Folder);

        Assert.AreEqual("", string.Join('\n', loaded.Diagnostics.Where(one => one.IsError)));
        Assert.HasCount(4, loaded.RuleSet!.Rules);
    }

    // The stock engine judges what its author wrote; ours, stripped, what was made of it.
    [TestMethod]
    [DataRow(1.0, 0.2, "")]
    [DataRow(2.0, 0.97, "Busy,Slow")]
    [DataRow(3.5, 0.9, "Busy,Slow,Very slow")]
    [DataRow(4000.0, 0.5, "Very slow")]
    public async Task The_stock_engine_says_the_same_of_both(double latency, double cpu, string holding)
    {
        using var world = new ImportedWorld();
        world.Take(Shop());
        string folder = Path.Combine(world.Folder, "stock");
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["fmt", Path.Combine(world.Folder, "thresholds"), "--stock", "--output", folder]));
        var before = new RulesEngine.RulesEngine([Encoding.UTF8.GetString(Source()).Trim().TrimStart('[').TrimEnd(']')]);
        var after = new RulesEngine.RulesEngine([File.ReadAllText(Path.Combine(folder, "shop-latency.json"))]);
        RuleParameter Signal(double value) => new("signal", new { Value = value });
        RuleParameter[] words = [new("threshold", new { slow = 1.5 }), new("baseline", new { Expected = 0.3 })];

        List<RuleResultTree> stock = await before.ExecuteAllRulesAsync("Shop Latency", new RuleParameter("input1", new { latency, cpu, limit = 1.5, usual = 0.3, country = "de" }));
        List<RuleResultTree> slow = await after.ExecuteAllRulesAsync("shop-latency", [Signal(latency), .. words]);
        List<RuleResultTree> busy = await after.ExecuteAllRulesAsync("shop-latency", [Signal(cpu), .. words]);

        string[] carried = ["Slow", "Very slow", "Busy"];
        Assert.AreEqual(holding, Holding(stock.Where(one => carried.Contains(one.Rule.RuleName))));
        Assert.AreEqual(holding, Holding(slow.Where(one => one.Rule.RuleName is "Slow" or "Very-slow").Concat(busy.Where(one => one.Rule.RuleName == "Busy"))).Replace("Very-slow", "Very slow", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("{", "w.json:1: this is not JSON")]
    [DataRow("[\n{ \"WorkflowName\": \"a\" }]", "w.json:2: a workflow has a 'WorkflowName' and a list 'Rules'")]
    [DataRow("{ \"WorkflowName\": \"a\", \"WorkflowsToInject\": [\"b\"], \"Rules\": [] }", "w.json:1: the workflows that 'a' takes in are not followed")]
    public void A_file_that_is_none_says_where(string text, string problem) =>
        Assert.StartsWith(problem, string.Join('\n', new WorkflowImport([], "ops", "warning").Run([("w.json", Encoding.UTF8.GetBytes(text))]).Problems));

    [TestMethod]
    [DataRow("input1.latency")]
    [DataRow("=signal:x")]
    [DataRow("a=level:x")]
    [DataRow("a=level:x=much")]
    [DataRow("a=Signal")]
    public void A_map_that_is_none_is_refused(string map)
    {
        using var world = new ImportedWorld();
        world.Write("w.json", "[]");

        Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(["import", "workflow", Path.Combine(world.Folder, "w.json"), "--owner", "ops", "--map", map]));
    }

    [TestMethod]
    [DataRow("a.b > \"a.c\".Length", "a.b")]
    [DataRow("a.b>1&&A.B<c", "a.b c")]
    [DataRow("Math.Abs(x.y) > 1e3 and not true", "x.y")]
    [DataRow("f(x).g", "f x")]
    public void Paths_are_found_outside_texts(string expression, string paths) => Assert.AreEqual(paths, string.Join(' ', PathScan.Paths(expression)));

    private static ImportResult Shop() => new WorkflowImport([.. s_map.Select(MappedPath.Read).OfType<MappedPath>()], "ops", "warning").Run([("shop.json", Source())]);

    private static byte[] Source([CallerFilePath] string here = "") => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "Sources", "shop.workflow.json"));

    private static string Signal(string name) => $"{{ \"name\": \"{name}\", \"unit\": \"value\", \"inputs\": {{ \"x\": {{ \"metric\": \"x\" }} }}, \"formula\": \"x\", \"baseline\": {{ \"model\": \"rolling\" }} }}";

    private static string Holding(IEnumerable<RuleResultTree> results) => string.Join(',', results.Where(one => one.IsSuccess).Select(one => one.Rule.RuleName).Order(StringComparer.Ordinal));
}
