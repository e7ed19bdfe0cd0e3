using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Testing;

namespace RulesPlatform.Rules.Replay;

/// <summary>One rule set's run through a recording, entry by entry. Not thread-safe.</summary>
/// <param name="drawn">Names of signals to sketch.</param>
/// <param name="progress">Told the instant that has been reached, now and then.</param>
internal sealed class Rehearsal(RuleSet rules, SeriesTable series, ReplayRange range, IReadOnlySet<string> drawn, IProgress<DateTimeOffset>? progress) : IDisposable
{
    private const int BatchesBetweenReports = 256;

    private readonly DecisionDigest _digest = new();
    private readonly Dictionary<AlertId, AlertChange> _firing = [];
    private readonly List<AlertEpisode> _episodes = [];
    private readonly List<Notification> _notifications = [];
    private readonly Dictionary<string, SignalSketch> _sketches = new(StringComparer.Ordinal);
    private readonly WatchGroup[] _drawnGroups = [.. rules.Groups.Where(group => group.Signals.Any(signal => drawn.Contains(signal.Name)))];
    private readonly Dictionary<string, Slot> _drawnThrough = new(StringComparer.Ordinal);
    private VirtualRun? _run;
    private DateTimeOffset _first;
    private DateTimeOffset _now;
    private long _batches;
    private long _samples;

    public void Play(JournalEntry entry)
    {
        if (ArrivalOf(entry) is not { } arrival || (entry is BatchEntry && arrival < range.Begin))
        {
            return;
        }
        _now = arrival > _now ? arrival : _now;
        _run ??= new VirtualRun(rules, _now.AddMilliseconds(-1), Hear, Draw, new MemoryHistory(series, keepsSamples: false));
        switch (entry)
        {
            case BatchEntry { Batch: var batch }:
                _run.Collect(batch, _now);
                Count(batch);
                break;
            case CommandEntry { Command: var command }:
                _run.Command(command, _now);
                break;
        }
    }

    /// <summary>Judges the last slot, and sends what follows from it at once.</summary>
    public ReplayResult Finish()
    {
        _run?.MoveTo(_now.AddMinutes(1));
        AlertEpisode[] episodes =
        [
            .. _episodes.Concat(_firing.Values.Select(fired => new AlertEpisode(fired, null)))
                .Where(episode => episode.Ended is null || episode.Ended.Slot.Instant >= range.From)
                .OrderBy(episode => episode.Begin).ThenBy(episode => episode.Alert),
        ];
        return new ReplayResult(_first, _now, _batches, _samples, _digest.Decisions, _digest.ToString(), episodes, _notifications, _sketches);
    }

    public void Dispose()
    {
        _digest.Dispose();
        _run?.Dispose();
    }

    private void Count(SampleBatch batch)
    {
        if (_now < range.From)
        {
            return;
        }
        _first = _batches == 0 ? _now : _first;
        _batches++;
        _samples += batch.Count;
        if (_batches % BatchesBetweenReports == 0)
        {
            progress?.Report(_now);
        }
    }

    private void Hear(CycleOutcome outcome)
    {
        foreach (Decision decision in outcome.Decisions)
        {
            _digest.Add(decision);
        }
        foreach (Notification notification in outcome.Notifications.Where(one => one.DueAt >= range.From))
        {
            _notifications.Add(notification);
        }
        foreach (AlertChange change in outcome.Changes)
        {
            if (change.BeganFiring)
            {
                _firing[change.Id] = change;
            }
            else if (change.Resolved && _firing.Remove(change.Id, out AlertChange? fired))
            {
                _episodes.Add(new AlertEpisode(fired, change));
            }
        }
    }

    private void Draw(MonitoringCycle cycle)
    {
        if (_now < range.From)
        {
            return;
        }
        foreach (WatchGroup group in _drawnGroups)
        {
            foreach (SignalFrame frame in cycle.FramesOf(group.Name))
            {
                string name = frame.Definition.Name;
                if (drawn.Contains(name) && frame.Slot > _drawnThrough.GetValueOrDefault(name))
                {
                    _drawnThrough[name] = frame.Slot;
                    SketchOf(name, group.Interval).Add(frame.Slot, frame.Value.AsSpan(0, frame.Count));
                }
            }
        }
    }

    private SignalSketch SketchOf(string signal, TimeSpan interval)
    {
        if (!_sketches.TryGetValue(signal, out SignalSketch? sketch))
        {
            _sketches[signal] = sketch = new SignalSketch(interval);
        }
        return sketch;
    }

    /// <summary>Null for what the rules of then led to.</summary>
    private static DateTimeOffset? ArrivalOf(JournalEntry entry) => entry switch
    {
        BatchEntry { Batch: { Targets.Count: > 0 } batch } => Later(batch.Slot.Instant, batch.Targets.Max(target => target.ReceivedAt)),
        BatchEntry { Batch: var batch } => batch.Slot.Instant,
        CommandEntry command => command.At,
        _ => null,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
