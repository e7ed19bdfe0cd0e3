using Bogus;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Host.Tests.Determinism;

/// <summary>One seeded world three ways: straight through, killed and restarted at random steps, and replayed from its journal. The decision logs are the same to the byte.</summary>
[TestClass]
public sealed class DeterminismTests
{
    private const int Slots = 360;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_world_is_judged_the_same_straight_through_killed_and_replayed(int seed)
    {
        RuleSet[] ruleSets = LoadRuleSets();
        var world = new SeededWorld(seed, Slots);
        using var straight = new WorldRun(ruleSets);
        foreach (WorldStep step in world.Steps)
        {
            straight.Play(step);
        }
        AssertEventful(straight.Decisions);

        var random = new Randomizer(seed * 1000);
        using var killed = new WorldRun(ruleSets);
        foreach (WorldStep step in world.Steps)
        {
            killed.Play(step, random.Bool(0.02f) ? () => killed.Kill(random) : null);
            if (random.Bool(0.02f))
            {
                killed.Kill(random);
            }
        }
        Assert.AreEqual(0, killed.Divergences, $"seed {seed}: recovery decided otherwise than it had");
        AssertSame(straight.Decisions, killed.Decisions, $"seed {seed}: killed and restarted");

        AssertSame(straight.Decisions, Replay(straight.History, ruleSets), $"seed {seed}: replayed");
    }

    private static List<string> Replay(SqliteHistory history, RuleSet[] ruleSets)
    {
        var decisions = new List<string>();
        using var blank = new ReplayedHistory(history);
        var cycle = new MonitoringCycle(blank, revision => ruleSets.First(rules => rules.Revision == revision), _ => { });
        foreach (SequencedEntry entry in history.ReadJournal(0))
        {
            decisions.AddRange(cycle.Replay(entry.Entry).Decisions.Select(WorldRun.Line));
        }
        return decisions;
    }

    private static RuleSet[] LoadRuleSets() => [.. Enumerable.Range(0, 3).Select(number =>
    {
        LoadResult loaded = new RuleSetLoader().Load(Path.Combine(AppContext.BaseDirectory, "Determinism", "Rules", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.IsNotNull(loaded.RuleSet, string.Join('\n', loaded.Diagnostics));
        return loaded.RuleSet;
    })];

    /// <summary>A world in which nothing happens would prove nothing.</summary>
    private static void AssertEventful(List<string> decisions)
    {
        foreach (string kind in new[] { "alert.changed", "notification.queued", "notification.suppressed", "notification.settled", "ruleset.changed", "silence.added", "annotation.made" })
        {
            Assert.IsTrue(decisions.Exists(line => line.Contains($" {kind} ", StringComparison.Ordinal)), $"The world saw no {kind}.");
        }
        Assert.IsGreaterThan(500, decisions.Count);
    }

    private static void AssertSame(List<string> expected, List<string> actual, string what)
    {
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            Assert.AreEqual(expected[i], actual[i], $"{what}: line {i + 1} of {expected.Count}");
        }
        Assert.HasCount(expected.Count, actual, what);
    }

    /// <summary>A store that remembers nothing of its own and answers for the past from another.</summary>
    private sealed class ReplayedHistory(IHistory past) : IHistory
    {
        public SeriesTable Series => past.Series;

        public long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries) => throw new InvalidOperationException("A replay stores nothing.");

        public IEnumerable<SequencedEntry> ReadJournal(long sequence) => [];

        public void SaveCheckpoint(Checkpoint checkpoint) => throw new InvalidOperationException("A replay stores nothing.");

        public Checkpoint? NewestCheckpoint() => null;

        public void SaveRuleSet(RuleSet rules, DateTimeOffset at) => throw new InvalidOperationException("A replay stores nothing.");

        public IReadOnlyList<RuleFile>? ReadRuleSet(string revision) => past.ReadRuleSet(revision);

        public IReadOnlyList<Sample> ReadSamples(SeriesId series, long after, long through) => past.ReadSamples(series, after, through);

        public IReadOnlyList<Notification> ReadOutbox() => [];

        public void Dispose()
        {
        }
    }
}
