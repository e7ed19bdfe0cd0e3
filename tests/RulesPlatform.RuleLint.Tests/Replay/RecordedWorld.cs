using System.Runtime.CompilerServices;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Tests.Replay;

/// <summary>An hour of production in a folder of its own: the real store, the real cycle, the shipped rules; exporters that fail now and then, a silence, an edited rule.</summary>
internal sealed class RecordedWorld : IDisposable
{
    public static readonly DateTimeOffset Begin = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    private readonly string _folder = Directory.CreateTempSubdirectory("recorded-").FullName;

    public RecordedWorld(int slots = 240)
    {
        RuleSet[] generations = [Shipped(text => text), Shipped(text => text.Replace("\"for\": \"1m\"", "\"for\": \"30s\"", StringComparison.Ordinal))];
        using SqliteHistory history = SqliteHistory.Open(Data);
        var leaving = new Queue<Notification>();
        var cycle = new MonitoringCycle(history, revision => generations.First(one => one.Revision == revision), outcome => outcome.Notifications.ToList().ForEach(leaving.Enqueue));
        cycle.Swap(generations[0], Begin.AddSeconds(-1));
        var random = new Random(7);
        for (int i = 0; i < slots; i++)
        {
            DateTimeOffset at = Begin.AddSeconds(15 * i);
            cycle.Collect([Batch(history.Series, at, i, random)]);
            cycle.Advance(at.AddSeconds(2));
            if (i == slots / 4)
            {
                cycle.Command(new AddSilence([LabelMatcher.Parse("instance", "b")], at, at.AddMinutes(5), "work", "ann"), at.AddSeconds(3));
            }
            if (i == slots / 2)
            {
                cycle.Swap(generations[1], at.AddSeconds(3));
            }
            cycle.Advance(at.AddSeconds(10));
            while (leaving.TryDequeue(out Notification? sent))
            {
                cycle.Settle(new ReceiptEntry(sent.DedupKey, sent.Receiver, new DeliveryReceipt(DeliveryOutcome.Delivered, "200"), 1, at.AddSeconds(10)));
            }
        }
    }

    public string Data => Path.Combine(_folder, "data");

    public static string RulesFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "rules"));

    /// <summary>The shipped rules, with an edit of the thresholds of nodes.</summary>
    public static RuleSet Shipped(Func<string, string> edit)
    {
        RuleText[] files =
        [
            .. new RuleSetLoader().Load(RulesFolder()).RuleSet!.Files.Select(file => new RuleText(
                file.Path, file.Path == "thresholds/node.json" ? System.Text.Encoding.UTF8.GetBytes(edit(System.Text.Encoding.UTF8.GetString(file.Content.Span))) : file.Content)),
        ];
        return new RuleSetLoader().Load(files).RuleSet!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SampleBatch Batch(SeriesTable series, DateTimeOffset at, int slot, Random random)
    {
        var ids = new List<int>();
        var values = new List<double>();
        foreach (string instance in new[] { "a", "b", "c" })
        {
            bool isUp = (slot + instance[0]) % 40 > 6;
            Add("up", isUp ? 1 : 0, ("job", "node"));
            if (isUp)
            {
                Add("node_memory_MemAvailable_bytes", random.Next(1, 100));
                Add("node_memory_MemTotal_bytes", 100);
            }

            void Add(string metric, double value, params (string, string)[] labels)
            {
                ids.Add(series.Intern(new SeriesKey(metric, LabelSet.Of([.. labels, ("instance", instance)]))).Value);
                values.Add(value);
            }
        }
        var report = new TargetReport("all", 0, ids.Count, at.AddMilliseconds(40), TimeSpan.FromMilliseconds(40), null);
        return new SampleBatch("node", new Slot(at.ToUnixTimeMilliseconds()), [.. ids], [.. values], [], [report]);
    }
}
