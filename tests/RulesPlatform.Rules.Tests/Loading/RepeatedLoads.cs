using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Loading;

/// <summary>A loader that has loaded before takes over what has not changed, and comes to what a new one comes to.</summary>
[TestClass]
public sealed class RepeatedLoads
{
    [TestMethod]
    public void Come_to_what_a_first_load_comes_to()
    {
        var loader = new RuleSetLoader();
        Dictionary<string, byte[]> small = Worlds.Read("small");
        int loaded = 0;
        foreach (BrokenCase edit in BrokenCase.ReadAll(Path.Combine(Path.GetDirectoryName(Worlds.Here())!, "Checks", "Cases")).Concat(BrokenCase.ReadAll()))
        {
            foreach (RuleText[] texts in new[] { Worlds.Texts(edit.World()), Worlds.Texts(small) })
            {
                LoadResult expected = new RuleSetLoader().Load(texts);
                LoadResult actual = loader.Load(texts);
                Assert.AreEqual(Text(expected.Diagnostics), Text(actual.Diagnostics), edit.Title);
                Assert.AreEqual(expected.RuleSet?.Revision, actual.RuleSet?.Revision, edit.Title);
                if (expected.RuleSet is { } first)
                {
                    CollectionAssert.AreEqual(Definitions(first), Definitions(actual.RuleSet!), edit.Title);
                    loaded++;
                }
            }
        }
        Assert.IsTrue(loaded > 100, $"{loaded}");
    }

    [TestMethod]
    public void Take_over_what_has_not_changed()
    {
        var loader = new RuleSetLoader();
        Dictionary<string, byte[]> world = Worlds.Read("small");
        RuleSet before = loader.Load(Worlds.Texts(world)).RuleSet!;
        string edited = before.Rules[0].Origin.File;
        world[edited] = [.. world[edited], (byte)'\n'];

        RuleSet after = loader.Load(Worlds.Texts(world)).RuleSet!;

        CollectionAssert.AreEqual(before.Groups.ToArray(), after.Groups.ToArray(), ReferenceComparer);
        ThresholdRule[] taken = [.. after.Rules.Where(before.Rules.Contains)];
        CollectionAssert.AreEquivalent(before.Rules.Where(rule => rule.Origin.File != edited).ToArray(), taken);
    }

    [TestMethod]
    public void Bind_anew_where_the_defaults_change()
    {
        var loader = new RuleSetLoader();
        Dictionary<string, byte[]> world = Worlds.Read("small");
        loader.Load(Worlds.Texts(world));
        world.Edit("ruleset.json", "\"defaultReceiver\"", "\"defaults\": { \"forgetAfter\": \"77m\" }, \"defaultReceiver\"");

        RuleSet after = loader.Load(Worlds.Texts(world)).RuleSet!;

        Assert.IsTrue(after.Rules.Any(rule => rule.ForgetAfter == TimeSpan.FromMinutes(77)));
    }

    private static System.Collections.IComparer ReferenceComparer { get; } =
        Comparer<object>.Create((one, other) => ReferenceEquals(one, other) ? 0 : 1);

    private static string Text(IEnumerable<Diagnostic> diagnostics) => string.Join("\n\n", diagnostics.Select(DiagnosticRenderer.Render));

    private static string[] Definitions(RuleSet rules) =>
    [
        .. rules.Groups.Select(group => $"{group.Name} {group.Interval} {group.EvaluationDelay} {string.Join(',', group.Signals.Select(Definition))}"),
        .. rules.Rules.Concat(rules.DefaultRules).Select(rule => $"{rule.Id} {rule.ContentHash} {rule.Origin} {rule.For} {rule.ForgetAfter} {rule.Condition.Text}"),
        .. rules.Jobs.Select(job => $"{job.Name} {job.ContentHash} {job.Timeout}"),
        .. rules.Responses.Select(rule => $"{rule.Id} {rule.ContentHash}"),
    ];

    private static string Definition(SignalDefinition signal) => $"{signal.Name} {signal.ContentHash} {signal.Tolerance} {signal.Origin}";
}
