using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>
/// Says which group may be judged for which slot: as soon as the jobs that feed it have reported for the slot, or at its evaluation delay.
/// Slots of a group are judged in order; a slot that passed without samples while nobody was watching is counted, not replayed.
/// </summary>
internal sealed class EvaluationGate
{
    private readonly Dictionary<string, Slot> _reported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Slot> _next = new(StringComparer.Ordinal);
    private readonly SortedSet<Slot> _arrivals = [];
    private IReadOnlyList<WatchGroup> _groups = [];
    private IReadOnlyList<CollectionJob> _jobs = [];

    /// <summary>Slots that passed unjudged because there was nothing to judge, ever.</summary>
    public long Missed { get; private set; }

    public void Use(IReadOnlyList<WatchGroup> groups, IReadOnlyList<CollectionJob> jobs) => (_groups, _jobs) = (groups, jobs);

    public void Note(SampleBatch batch)
    {
        if (!batch.IsLate && (!_reported.TryGetValue(batch.Job, out Slot newest) || newest < batch.Slot))
        {
            _reported[batch.Job] = batch.Slot;
        }
        _arrivals.Add(batch.Slot);
        while (_arrivals.Count > 4096)
        {
            _arrivals.Remove(_arrivals.Min);
        }
    }

    public void NoteJudged(WatchGroup group, Slot slot) => _next[group.Name] = slot + group.Interval;

    /// <summary>The next group and slot that may be judged at <paramref name="now"/>, or null.</summary>
    public (WatchGroup Group, Slot Slot)? Next(DateTimeOffset now, PerformanceAnalyzer analyzer)
    {
        foreach (WatchGroup group in _groups)
        {
            Slot slot = NextOf(group, now);
            while (slot.Instant <= now)
            {
                if (IsDue(group, slot, now, analyzer))
                {
                    if (now < (slot + group.Interval + group.EvaluationDelay).Instant || HasArrivals(slot - group.Interval, slot))
                    {
                        return (group, slot);
                    }
                    Missed++;
                    slot = _next[group.Name] = slot + group.Interval;
                    continue;
                }
                break;
            }
        }
        return null;
    }

    /// <summary>When <see cref="Next"/> may have something to say though nothing arrives; null without groups.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now) =>
        _groups.Count == 0 ? null : _groups.Min(group => (NextOf(group, now) + group.EvaluationDelay).Instant);

    public void Save(StateWriter writer)
    {
        writer.Write(Missed);
        Save(writer, _reported);
        Save(writer, _next);
        writer.WriteColumn<long>(_arrivals.Select(slot => slot.UnixMs).ToArray());
    }

    public void Load(StateReader reader)
    {
        Missed = reader.ReadInt64();
        Load(reader, _reported);
        Load(reader, _next);
        foreach (long slot in reader.ReadColumn<long>())
        {
            _arrivals.Add(new Slot(slot));
        }
    }

    private static void Save(StateWriter writer, Dictionary<string, Slot> slots)
    {
        writer.Write(slots.Count);
        foreach ((string name, Slot slot) in slots.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(slot);
        }
    }

    private static void Load(StateReader reader, Dictionary<string, Slot> slots)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            slots[reader.ReadString()] = reader.ReadSlot();
        }
    }

    /// <summary>The slot that the group is judged for next; a new group begins with the newest slot that has begun.</summary>
    private Slot NextOf(WatchGroup group, DateTimeOffset now)
    {
        if (!_next.TryGetValue(group.Name, out Slot slot) || !slot.IsOn(group.Interval))
        {
            slot = _next[group.Name] = Slot.Of(now, group.Interval);
        }
        return slot;
    }

    private bool IsDue(WatchGroup group, Slot slot, DateTimeOffset now, PerformanceAnalyzer analyzer)
    {
        if (now >= (slot + group.EvaluationDelay).Instant)
        {
            return true;
        }
        IReadOnlyCollection<string> feeds = analyzer.FeedsOf(group.Name);
        bool anyExpected = false;
        foreach (CollectionJob job in _jobs)
        {
            if (job.Schedule.Interval is not { } interval || !slot.IsOn(interval) || job.Source is PushSourceSettings or FileSourceSettings)
            {
                continue;
            }
            // A job that has never reported may turn out to feed the group.
            bool hasReported = _reported.TryGetValue(job.Name, out Slot newest);
            if (hasReported && !feeds.Contains(job.Name))
            {
                continue;
            }
            if (!hasReported || newest < slot)
            {
                return false;
            }
            anyExpected = true;
        }
        return anyExpected && UpstreamsJudged(group, slot);
    }

    private bool UpstreamsJudged(WatchGroup group, Slot slot) =>
        _groups.Where(other => other.Name != group.Name && slot.IsOn(other.Interval) && group.Signals.Any(signal => signal.Inputs.Any(input => other.Signals.Any(one => one.Name == input.Signal))))
            .All(other => _next.TryGetValue(other.Name, out Slot next) && next > slot);

    private bool HasArrivals(Slot after, Slot through) => _arrivals.GetViewBetween(new Slot(after.UnixMs + 1), through).Count > 0;
}
