using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Testing;

/// <summary>Plays one test's world through the production cycle.</summary>
internal static class RuleTestRun
{
    private const string Job = "test";
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(15);

    /// <summary>Only what the test can tell from nothing is judged.</summary>
    public static TestRecord Play(RuleTest test, RuleSet rules) => PlayAll(test, TestReach.Of(test.Draft, rules));

    /// <summary>Every group is judged, whether the test reaches it or not.</summary>
    public static TestRecord PlayAll(RuleTest test, RuleSet rules)
    {
        TestDraft draft = test.Draft;
        TimeSpan interval = test.FileDraft.Interval ?? DefaultInterval;
        DateTimeOffset start = test.FileDraft.Start;
        Dictionary<string, string> signalOf = rules.Rules.Concat(rules.DefaultRules).ToDictionary(rule => rule.Id, rule => rule.Signal, StringComparer.Ordinal);
        var record = new TestRecord(rules, new HashSet<string>(draft.Signals.Select(one => one.Signal.Value).Concat(draft.Alerts.Select(one => signalOf[one.Rule.Value])), StringComparer.Ordinal));
        // The rules are there before the first sample: nothing asks for the past.
        using var run = new VirtualRun(rules, start.AddMilliseconds(-1), record.Hear, record.Look, new MemoryHistory(keepsSamples: false));
        foreach ((DateTimeOffset at, Action<VirtualRun> act) in Events(draft, start, interval).OrderBy(one => one.At))
        {
            run.MoveTo(at);
            act(run);
        }
        run.MoveTo(End(draft, start, interval, rules));
        return record;
    }

    private static IEnumerable<(DateTimeOffset At, Action<VirtualRun> Act)> Events(TestDraft draft, DateTimeOffset start, TimeSpan interval)
    {
        int length = draft.Series.Max(series => series.Values.Count);
        for (int i = 0; i < length; i++)
        {
            int index = i;
            DateTimeOffset at = start + (interval * i);
            yield return (at, run => Collect(run, draft, index, at));
        }
        foreach (TestSilenceDraft silence in draft.Silences)
        {
            DateTimeOffset from = start + silence.From;
            yield return (from, run => run.Command(new AddSilence(silence.Where, from, from + silence.For, "test", "test"), from));
        }
        foreach (TestAcknowledgementDraft acknowledgement in draft.Acknowledgements)
        {
            DateTimeOffset at = start + acknowledgement.At.Value;
            yield return (at, run => Acknowledge(run, acknowledgement, at));
        }
    }

    private static void Collect(VirtualRun run, TestDraft draft, int index, DateTimeOffset at)
    {
        int count = draft.Series.Count(series => index < series.Values.Count && series.Values[index] is not null);
        (int[] ids, double[] values) = (new int[count], new double[count]);
        int next = 0;
        foreach (SeriesDraft series in draft.Series)
        {
            if (index < series.Values.Count && series.Values[index] is { } value)
            {
                (ids[next], values[next++]) = (run.Series.Intern(series.Key).Value, value);
            }
        }
        run.Collect(new SampleBatch(Job, new Slot(at.ToUnixTimeMilliseconds()), ids, values, [], []), at);
    }

    private static void Acknowledge(VirtualRun run, TestAcknowledgementDraft draft, DateTimeOffset at)
    {
        AlertSnapshot? alert = run.Cycle.Alerts.Alerts.FirstOrDefault(alert => alert.Id.Rule == draft.Rule.Value && draft.Where.All(matcher => matcher.Matches(alert.Id.Labels)));
        run.Command(new Acknowledge(alert?.Id.Fingerprint ?? "", "test", "test"), at);
    }

    /// <summary>Past the last value, the last state and the last notification that the test speaks of.</summary>
    private static DateTimeOffset End(TestDraft draft, DateTimeOffset start, TimeSpan interval, RuleSet rules)
    {
        TimeSpan end = interval * draft.Series.Max(series => series.Values.Count);
        foreach (ExpectedNotificationDraft notification in draft.Notifications?.Value ?? [])
        {
            end = notification.At.Value > end ? notification.At.Value : end;
        }
        foreach (ExpectedAlertDraft alert in draft.Alerts)
        {
            TimeSpan last = TestSlots.IntervalOf(alert.Rule.Value, rules) * alert.States.Value.Count;
            end = last > end ? last : end;
        }
        return start + end;
    }
}
