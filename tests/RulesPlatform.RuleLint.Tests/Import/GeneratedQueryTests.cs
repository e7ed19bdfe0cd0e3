using System.Text;
using System.Text.Json;
using RulesPlatform.RuleLint.Import;
using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Tests.Import;

/// <summary>Expressions that nobody thought of: whatever they are, the import says what became of them, and what it writes loads.</summary>
[TestClass]
public sealed class GeneratedQueryTests
{
    private const int Count = 400;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(13)]
    public void What_is_carried_over_loads(int seed)
    {
        var queries = new QueryWriter(seed);
        var yaml = new StringBuilder("groups:\n- name: generated\n  rules:\n");
        for (int i = 0; i < Count; i++)
        {
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"  - {{ alert: A{i}, expr: {JsonSerializer.Serialize(queries.Condition(3))}, labels: {{ severity: warning }} }}\n");
        }

        ImportResult result = ImportedWorld.Import(yaml.ToString());

        Assert.AreEqual("", string.Join('\n', result.Problems), $"seed {seed}");
        Assert.AreEqual("", string.Join('\n', result.Rules.Where(rule => rule.Reasons.Any(reason => reason.StartsWith("not PromQL", StringComparison.Ordinal))).SelectMany(rule => rule.Reasons)));
        Assert.IsTrue(result.Rules.Count(rule => rule.Id is not null) is > Count / 10 and < Count, $"{result.Rules.Count(rule => rule.Id is not null)} of {Count} are carried over.");
    }

    [TestMethod]
    public void Prometheus_reads_what_is_generated()
    {
        using var world = new ImportedWorld();
        var queries = new QueryWriter(4);
        world.Write("rules.yml", $"groups:\n- name: g\n  rules:\n{string.Concat(Enumerable.Range(0, Count).Select(i => $"  - {{ alert: A{i}, expr: {JsonSerializer.Serialize(queries.Condition(3))} }}\n"))}");

        string output = Promtool.Run(world.Folder, "check", "rules", "rules.yml").Output;

        Assert.AreEqual("", string.Join('\n', output.Split('\n').Where(line => line.Contains("parse error", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Texts_with_a_piece_cut_out_never_throw()
    {
        var queries = new QueryWriter(5);
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            string text = queries.Condition(3);
            int at = random.Next(text.Length);
            string cut = text.Remove(at, random.Next(text.Length - at));
            bool isRead = QueryParser.TryParse(cut, out Query query, out QueryProblem? problem);
            Assert.AreEqual(isRead, problem is null, cut);
            Assert.IsTrue(isRead ? query.Start >= 0 && query.End <= cut.Length : problem!.At >= 0 && problem.At <= cut.Length, cut);
        }
    }
}
