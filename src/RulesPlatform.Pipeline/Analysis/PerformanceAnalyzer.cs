using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>
/// The second stage: samples in, signals out. Windows advance as samples arrive; formulas and baselines run when a group is judged.
/// A function of the calls made to it: no clock, no threads, no I/O but the reads of history that it is handed. Not thread-safe.
/// </summary>
public sealed class PerformanceAnalyzer
{
    private readonly SeriesTable _series;
    private readonly Func<SeriesId, long, long, IReadOnlyList<Sample>> _read;
    private readonly Dictionary<string, GroupAnalysis> _groups = new(StringComparer.Ordinal);
    private IReadOnlyList<WatchGroup> _order = [];
    private long _newestMs = long.MinValue;

    /// <param name="read">Stored samples of a series after one and up to another Unix millisecond; fills windows that a rule change made new.</param>
    public PerformanceAnalyzer(SeriesTable series, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(read);
        (_series, _read) = (series, read);
    }

    public IReadOnlyList<WatchGroup> Groups => _order;

    /// <summary>Takes other groups into force. Windows, rows and baselines whose definition did not change carry on; new windows are filled from history.</summary>
    public void Use(IReadOnlyList<WatchGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var earlier = new Dictionary<string, GroupAnalysis>(_groups, StringComparer.Ordinal);
        _groups.Clear();
        foreach (WatchGroup group in groups)
        {
            var analysis = new GroupAnalysis(group, _series);
            if (earlier.TryGetValue(group.Name, out GroupAnalysis? known))
            {
                analysis.Inherit(known, _read);
            }
            else if (_newestMs != long.MinValue)
            {
                analysis.FillAll(new Slot(_newestMs), _read);
            }
            _groups[group.Name] = analysis;
        }
        _order = [.. groups];
    }

    /// <summary>Names of jobs whose samples the group has read so far.</summary>
    public IReadOnlyCollection<string> FeedsOf(string group) => _groups[group].Feeds;

    /// <summary>The last slot for which the group was judged, or null.</summary>
    public Slot? JudgedOf(string group) => _groups[group].Judged;

    /// <summary>The columns of the group's newest judgement; empty before the first.</summary>
    public IEnumerable<SignalFrame> FramesOf(string group) => _groups[group].Signals.Select(signal => signal.Frame);

    /// <summary>Samples that are durable.</summary>
    public void Accept(SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _newestMs = Math.Max(_newestMs, batch.Slot.UnixMs);
        foreach (WatchGroup group in _order)
        {
            _groups[group.Name].Accept(batch);
        }
    }

    /// <exception cref="KeyNotFoundException">No such group is in force.</exception>
    public GroupSignals Analyze(string group, Slot slot)
    {
        GroupAnalysis analysis = _groups[group];
        analysis.Analyze(slot);
        foreach (SignalEvaluation signal in analysis.Signals)
        {
            foreach (WatchGroup other in _order)
            {
                if (other.Name != group && _groups[other.Name].Reads(signal.Definition.Name))
                {
                    _groups[other.Name].Accept(SignalValues.Of(signal.Frame));
                }
            }
        }
        return new GroupSignals(analysis.Group, slot, [.. analysis.Signals.Select(signal => signal.Frame)]);
    }

    /// <summary>Teaches the baselines the slot that was just judged.</summary>
    /// <param name="breachedSince">Since when a non-shadow rule has been breached at a row; null while none is.</param>
    public void Learn(string group, Slot slot, Func<SignalFrame, int, Slot?> breachedSince)
    {
        ArgumentNullException.ThrowIfNull(breachedSince);
        foreach (SignalEvaluation signal in _groups[group].Signals)
        {
            signal.Baseline?.Learn(signal.Frame, slot, breachedSince);
        }
    }

    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_newestMs);
        foreach (WatchGroup group in _order)
        {
            _groups[group.Name].Save(writer);
        }
    }

    /// <summary>Restores what was saved with the same groups in force.</summary>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _newestMs = reader.ReadInt64();
        foreach (WatchGroup group in _order)
        {
            _groups[group.Name].Load(reader);
        }
    }
}
