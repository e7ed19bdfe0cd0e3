using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Testing.Mutation;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Testing;

/// <summary>
/// Changes of the small world that its tests are to notice. <c>error_ratio</c> = 5xx ÷ all over 5 min; critical above 0.1 for 2 min, cleared below
/// 0.05, and the log gets what is critical.
/// </summary>
[TestClass]
public sealed class MutationTests
{
    /// <summary>One that fires and one that does not: nothing near the bounds is asked.</summary>
    private const string Weak =
        """
        { "name": "half of the requests fail", "series": { "http_requests_total{service=\"shop\",code=\"500\"}": "0+10x60", "http_requests_total{service=\"shop\",code=\"200\"}": "0+10x60" },
          "alerts": [ { "rule": "web/HighErrorRatio", "states": ".x9 Px8 Fx11" } ] },
        """;

    /// <summary>Just above the bound, just below it, and between the bounds on the way down; and what is sent.</summary>
    private const string Strong =
        """
        { "name": "just above the bound", "series": { "http_requests_total{service=\"shop\",code=\"500\"}": "0+10.5x60", "http_requests_total{service=\"shop\",code=\"200\"}": "0+89.5x60" },
          "alerts": [ { "rule": "web/HighErrorRatio", "states": ".x9 Px8 Fx11" } ], "notifications": [ { "at": "4m15s", "receiver": "log", "firing": [ "web/HighErrorRatio" ] } ] },
        { "name": "just below it", "series": { "http_requests_total{service=\"shop\",code=\"500\"}": "0+9.5x60", "http_requests_total{service=\"shop\",code=\"200\"}": "0+90.5x60" },
          "alerts": [ { "rule": "web/HighErrorRatio", "states": ".x28" } ], "notifications": [] },
        """;

    [TestMethod]
    public void Every_place_is_changed_and_weak_tests_are_shown_up()
    {
        IReadOnlyList<MutationResult> weak = Run(Weak), strong = Run(Weak + Strong);

        string golden = Path.Combine(Path.GetDirectoryName(Worlds.Here())!, "Testing", "Golden", "mutants.txt");
        Worlds.AssertGolden(golden, string.Join('\n', weak.Zip(strong, (one, other) =>
            $"{one.Mutant.Origin} {one.Mutant.Subject}: {one.Mutant.Change}: {Verdict(one)} | {Verdict(other)}")) + "\n");
        Assert.IsTrue(weak.Count(one => one.Survived) > strong.Count(one => one.Survived));
    }

    [TestMethod]
    public void The_same_tests_give_the_same_verdicts() =>
        Assert.AreEqual(Text(Run(Weak + Strong)), Text(Run(Weak + Strong)));

    [TestMethod]
    public void Every_change_but_the_one_place_leaves_the_file_as_it_was()
    {
        Dictionary<string, byte[]> world = World(Weak);
        foreach (Mutant mutant in Run(Weak).Select(one => one.Mutant))
        {
            byte[] before = world[mutant.File.Path];
            ReadOnlySpan<byte> after = mutant.File.Content.Span;
            int head = before.AsSpan().CommonPrefixLength(after);
            int tail = 0;
            while (tail < Math.Min(before.Length, after.Length) - head && before[^(tail + 1)] == after[^(tail + 1)])
            {
                tail++;
            }
            Assert.AreNotEqual(before.Length, head, $"{mutant.Change}: nothing differs");
            Assert.IsTrue(before.Length - head - tail < 60 && after.Length - head - tail < 60, $"{mutant.Change}: more than a place differs");
            Assert.AreEqual(mutant.Origin.Line, 1 + before.AsSpan(0, head).Count((byte)'\n'), mutant.Change);
        }
    }

    private static string Verdict(MutationResult result) =>
        result.KilledBy is { } test ? $"noticed by '{test.Name}'" : $"unnoticed by {result.Reached.Count}";

    private static string Text(IReadOnlyList<MutationResult> results) => string.Join('\n', results.Select(one => $"{one.Mutant.Origin} {one.Mutant.Change} {Verdict(one)}"));

    private static IReadOnlyList<MutationResult> Run(string tests)
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(World(tests), folder.Path);
        RuleSet rules = new RuleSetLoader().Load(folder.Path).RuleSet!;
        IReadOnlyList<RuleTest> read = RuleTestFolder.Read(folder.Path, rules, out IReadOnlyList<Diagnostic> broken);
        Assert.AreEqual("", string.Join('\n', broken.Concat(RuleTestRunner.Run(read, rules).SelectMany(result => result.Failures)).Select(DiagnosticRenderer.Render)));
        return MutationRun.Run(read, rules);
    }

    private static Dictionary<string, byte[]> World(string tests)
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world.Edit("thresholds/web.json", "\"for\": \"2m\",", "\"for\": \"2m\", \"clear\": \"signal.Value < 0.05\",");
        world["tests/web.json"] = Encoding.UTF8.GetBytes(
            $$"""{ "$schema": "../schema/tests.json", "kind": "tests", "name": "web", "version": "1.0.0", "owner": "web", "interval": "15s", "tests": [ {{tests}} ] }""");
        return world;
    }
}
