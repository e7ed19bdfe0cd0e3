using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>One rule at work on one signal: its verdicts, and the alerts of its rows.</summary>
internal sealed class RuleBook
{
    private const OperandSet NeedsBaseline = OperandSet.Expected | OperandSet.Spread | OperandSet.Deviation | OperandSet.Score;
    private const int FaultsToQuarantine = 3;

    private readonly bool _readsBaseline;
    private readonly bool _clearReadsBaseline;
    private readonly SortedDictionary<LabelSet, AlertEntry> _unbound = [];
    private SignalFrame? _frame;
    private AlertEntry?[] _entries = [];
    private double[][] _levels = [];
    private int _bound;
    private int _faultsInARow;
    private bool _isRelabelled;

    public RuleBook(ThresholdRule rule)
    {
        Rule = rule;
        _readsBaseline = (rule.Condition.Reads & NeedsBaseline) != 0;
        _clearReadsBaseline = rule.Clear is { } clear && (clear.Reads & NeedsBaseline) != 0;
    }

    public ThresholdRule Rule { get; }

    public bool IsQuarantined { get; private set; }

    /// <summary>What the rule threw most recently.</summary>
    public string? LastFault { get; private set; }

    /// <summary>Alerts that are not Inactive, by labels.</summary>
    public IEnumerable<(LabelSet Labels, AlertEntry Entry)> Alerts
    {
        get
        {
            for (int row = 0; row < _bound; row++)
            {
                if (_entries[row] is { State: not AlertState.Inactive } entry)
                {
                    yield return (_frame!.Labels[row], entry);
                }
            }
            foreach ((LabelSet labels, AlertEntry entry) in _unbound)
            {
                yield return (labels, entry);
            }
        }
    }

    /// <summary>Alerts that have no row.</summary>
    public bool HasStrays => _unbound.Count > 0;

    public AlertEntry? EntryAt(int row) => row < _bound ? _entries[row] : null;

    /// <summary>Since when a row has been breached, its alert pending or firing; null while it is not.</summary>
    public Slot? BreachedSince(SignalFrame frame, int row) =>
        ReferenceEquals(frame, _frame) && row < _bound && _entries[row] is { State: not AlertState.Inactive } entry ? entry.Incarnation : null;

    public double[] LevelsAt(int row) => _levels[row];

    /// <summary>Meets the frame's rows: finds the alerts that belong to them.</summary>
    public void Bind(SignalFrame frame)
    {
        if (!ReferenceEquals(frame, _frame))
        {
            Unbind();
            _frame = frame;
        }
        if (_bound == frame.Count)
        {
            return;
        }
        Array.Resize(ref _entries, frame.Count);
        Array.Resize(ref _levels, frame.Count);
        double[] plain = Rule.Levels.For(LabelSet.Empty);
        for (; _bound < frame.Count; _bound++)
        {
            LabelSet labels = frame.Labels[_bound];
            double[] levels = Rule.Levels.For(labels);
            _levels[_bound] = levels.AsSpan().SequenceEqual(plain) ? plain : levels;
            _entries[_bound] = _unbound.Remove(labels, out AlertEntry? entry) ? entry : null;
        }
    }

    /// <summary>Takes over another book's alerts: the rule was edited or renamed.</summary>
    public void Inherit(RuleBook earlier)
    {
        earlier.Unbind();
        foreach ((LabelSet labels, AlertEntry entry) in earlier._unbound)
        {
            _unbound[labels] = entry;
        }
        _isRelabelled |= earlier.Rule.Severity != Rule.Severity || earlier.Rule.Labels != Rule.Labels || earlier._isRelabelled;
        if (earlier.Rule.ContentHash == Rule.ContentHash)
        {
            (IsQuarantined, _faultsInARow, LastFault) = (earlier.IsQuarantined, earlier._faultsInARow, earlier.LastFault);
        }
    }

    /// <summary>What the rule says of a row. Leaves the operands filled for an explanation.</summary>
    public Verdict Judge(SignalFrame frame, int row, RuleOperands operands)
    {
        UnknownReason reason = frame.Reason[row];
        if (reason != UnknownReason.None)
        {
            return reason >= UnknownReason.NonFinite ? Verdict.Faulted : Verdict.Unknown;
        }
        if (IsQuarantined)
        {
            return Verdict.Faulted;
        }
        if (_readsBaseline && double.IsNaN(frame.Deviation[row]))
        {
            return Verdict.Unknown;
        }
        Fill(frame, row, operands);
        try
        {
            return Rule.Condition.Holds(operands) ? Verdict.Breached : Verdict.Quiet;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LastFault = fault.Message;
            return Verdict.Faulted;
        }
    }

    /// <summary>Whether <c>clear</c> holds at a row that is quiet; an expression that cannot be judged does not.</summary>
    public bool IsClear(SignalFrame frame, int row, RuleOperands operands)
    {
        if (Rule.Clear is null)
        {
            return true;
        }
        if (_clearReadsBaseline && double.IsNaN(frame.Deviation[row]))
        {
            return false;
        }
        try
        {
            return Rule.Clear.Holds(operands);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LastFault = fault.Message;
            return false;
        }
    }

    public void Fill(SignalFrame frame, int row, RuleOperands operands)
    {
        operands.Value = frame.Value[row];
        operands.Expected = frame.Expected[row];
        operands.Spread = frame.Spread[row];
        operands.Deviation = frame.Deviation[row];
        operands.Score = frame.Score[row];
        operands.Age = frame.AgeSeconds[row];
        operands.Coverage = frame.Coverage[row];
        operands.Tier = (double)frame.Tier[row];
        operands.Levels = _levels[row];
    }

    /// <summary>Moves a row's alert; makes one only where there is something to remember.</summary>
    public AlertStep? Step(int row, Observation seen, Slot slot, TimeSpan interval)
    {
        AlertEntry? entry = _entries[row];
        if (entry is null)
        {
            if (seen.Kind != ObservationKind.Breached)
            {
                return null;
            }
            entry = _entries[row] = new AlertEntry();
        }
        AlertStep? step = entry.Step(seen, slot, interval, Rule);
        if (entry.IsForgettable(slot, Rule.Flapping))
        {
            // The step that ends it still needs the entry; it is dropped at the next quiet slot.
            _entries[row] = step is null ? null : entry;
        }
        return step;
    }

    /// <summary>Alerts without a row: their labels' shape is no longer the signal's, or their series has not come back.</summary>
    public IEnumerable<(LabelSet Labels, AlertEntry Entry, AlertStep Step)> EndStrays(SignalFrame frame, Slot slot, TimeSpan interval)
    {
        foreach ((LabelSet labels, AlertEntry entry) in _unbound.ToList())
        {
            bool hasOtherShape = frame.Count > 0 && !frame.Labels[0].Select(label => label.Name).SequenceEqual(labels.Select(label => label.Name));
            AlertStep? step = hasOtherShape
                ? entry.End(ChangeReason.IdentityChanged)
                : entry.Step(Observation.Hold with { IsAbsent = true }, slot, interval, Rule);
            if (step is { } taken)
            {
                yield return (labels, entry, taken);
            }
            if (entry.State == AlertState.Inactive)
            {
                _unbound.Remove(labels);
            }
        }
    }

    /// <summary>True once after an edit of the rule's severity or labels: those who heard of its alerts must hear of that.</summary>
    public bool TakeRelabelling()
    {
        bool was = _isRelabelled;
        _isRelabelled = false;
        return was;
    }

    /// <summary>Counts slots in which the rule itself threw.</summary>
    /// <returns>True when this slot put it into quarantine.</returns>
    public bool CountFaults(bool threw)
    {
        _faultsInARow = threw ? _faultsInARow + 1 : 0;
        if (IsQuarantined || _faultsInARow < FaultsToQuarantine)
        {
            return false;
        }
        IsQuarantined = true;
        return true;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(IsQuarantined);
        writer.Write(_faultsInARow);
        writer.Write(_isRelabelled);
        writer.WriteOptional(LastFault);
        List<(LabelSet Labels, AlertEntry Entry)> all = [.. _unbound.Select(pair => (pair.Key, pair.Value))];
        for (int row = 0; row < _bound; row++)
        {
            if (_entries[row] is { } entry)
            {
                all.Add((_frame!.Labels[row], entry));
            }
        }
        writer.Write(all.Count);
        foreach ((LabelSet labels, AlertEntry entry) in all)
        {
            writer.Write(labels);
            entry.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        IsQuarantined = reader.ReadBoolean();
        _faultsInARow = reader.ReadInt32();
        _isRelabelled = reader.ReadBoolean();
        LastFault = reader.ReadOptional();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _unbound[reader.ReadLabels()] = AlertEntry.Load(reader);
        }
    }

    private void Unbind()
    {
        for (int row = 0; row < _bound; row++)
        {
            if (_entries[row] is { } entry)
            {
                _unbound[_frame!.Labels[row]] = entry;
            }
        }
        (_frame, _entries, _levels, _bound) = (null, [], [], 0);
    }
}
