using Bogus;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Determinism;

/// <summary>Plays a world against the real cycle and the real store, and can kill both at any step.</summary>
internal sealed class WorldRun : IDisposable
{
    private readonly IReadOnlyList<RuleSet> _ruleSets;
    private readonly string _root;
    private readonly Queue<Notification> _sent = new();
    private string _folder;
    private int _lives;
    private SqliteHistory _history = null!;
    private MonitoringCycle _cycle = null!;

    public WorldRun(IReadOnlyList<RuleSet> ruleSets)
    {
        _ruleSets = ruleSets;
        _root = Directory.CreateTempSubdirectory("world-").FullName;
        _folder = Path.Combine(_root, "life0");
        Open();
        _cycle.Swap(_ruleSets[0], SeededWorld.Begin.AddSeconds(-1));
    }

    /// <summary>The decision log so far, a line each.</summary>
    public List<string> Decisions { get; } = [];

    public long Divergences { get; private set; }

    public SqliteHistory History => _history;

    /// <param name="midway">Called when the step's decisions are stored and none of its notifications has been handed over.</param>
    public void Play(WorldStep step, Action? midway = null)
    {
        switch (step.Action)
        {
            case WorldAction.Advance:
                break;
            case WorldAction.Collect:
                _cycle.Collect([BatchOf(step, _history.Series)]);
                break;
            case WorldAction.Swap:
                _cycle.Swap(_ruleSets[step.Number], step.At);
                break;
            case WorldAction.Command:
                _cycle.Command(Aimed(step.Command!), step.At);
                break;
        }
        _cycle.Advance(step.At);
        midway?.Invoke();
        Deliver(step.At);
    }

    /// <summary>Ends without warning: what is on disk is copied as it is, and a new life begins from the copy.</summary>
    public void Kill(Randomizer random)
    {
        if (random.Bool(0.3f))
        {
            _cycle.SaveCheckpoint();
        }
        string next = Path.Combine(_root, $"life{++_lives}");
        Directory.CreateDirectory(next);
        foreach (string file in Directory.GetFiles(_folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(next, Path.GetFileName(file)));
        }
        _history.Dispose();
        _folder = next;
        _sent.Clear();
        Open();
        _cycle.Recover();
        Divergences += _cycle.Divergences;
        foreach (Notification notification in _history.ReadOutbox())
        {
            _sent.Enqueue(notification);
        }
    }

    public void Dispose()
    {
        _history.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Open()
    {
        _history = SqliteHistory.Open(_folder);
        _cycle = new MonitoringCycle(_history, revision => _ruleSets.First(rules => rules.Revision == revision), outcome =>
        {
            Decisions.AddRange(outcome.Decisions.Select(Line));
            foreach (Notification notification in outcome.Notifications)
            {
                _sent.Enqueue(notification);
            }
        });
    }

    public static string Line(Decision decision) => $"{decision.Sequence} {decision.At} {decision.Kind} {decision.Subject} {decision.Json}";

    /// <summary>Everything that left is handed over at once; every ninth key is refused.</summary>
    private void Deliver(DateTimeOffset at)
    {
        while (_sent.TryDequeue(out Notification? notification))
        {
            bool refused = notification.DedupKey[0] == '7';
            var receipt = new DeliveryReceipt(refused ? DeliveryOutcome.Rejected : DeliveryOutcome.Delivered, refused ? "400" : "200");
            _cycle.Settle(new ReceiptEntry(notification.DedupKey, notification.Receiver, receipt, 1, at));
        }
    }

    /// <summary>An acknowledgement of "any" goes to the first alert that stands.</summary>
    private OperatorCommand Aimed(OperatorCommand command) =>
        command is Acknowledge acknowledge
            ? acknowledge with { Alert = _cycle.Alerts.Alerts.FirstOrDefault()?.Id.Fingerprint ?? "none" }
            : command;

    private static SampleBatch BatchOf(WorldStep step, SeriesTable table)
    {
        int[] series = [.. step.Samples.Select(sample => table.Intern(KeyOf(sample.Series)).Value)];
        TargetReport report = new("all", 0, series.Length, step.At, TimeSpan.FromMilliseconds(5), null);
        return new SampleBatch(step.Job, new Slot(step.Slot.ToUnixTimeMilliseconds()), series, [.. step.Samples.Select(sample => sample.Value)], [], [report], step.IsLate);
    }

    private static SeriesKey KeyOf(string text)
    {
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        IEnumerable<Label> labels = text[(brace + 1)..^1].Split(',').Select(pair => pair.Split('=')).Select(pair => new Label(pair[0], pair[1]));
        return new SeriesKey(text[..brace], LabelSet.Of(labels));
    }
}
