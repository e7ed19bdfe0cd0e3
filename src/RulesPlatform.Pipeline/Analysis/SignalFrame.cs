using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>
/// One signal's rows at one slot, as columns. A row keeps its index for the life of a rule set. The analyzer owns the columns and
/// overwrites them at the next slot of the group: read them within the cycle, copy what you keep.
/// </summary>
public sealed class SignalFrame
{
    private LabelSet[] _labels = new LabelSet[16];

    public SignalFrame(SignalDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Operands = [.. definition.Inputs.Select(_ => new double[16])];
    }

    public SignalDefinition Definition { get; }

    public Slot Slot { get; internal set; }

    public int Count { get; private set; }

    public double[] Value { get; private set; } = new double[16];

    public double[] Expected { get; private set; } = new double[16];

    /// <summary>The baseline's spread (one standard deviation of what is normal); NaN like <see cref="Expected"/>.</summary>
    public double[] Spread { get; private set; } = new double[16];

    public double[] Deviation { get; private set; } = new double[16];

    public double[] Score { get; private set; } = new double[16];

    /// <summary>How much of its training the baseline has seen, 0…1; NaN where the signal has none.</summary>
    public double[] Readiness { get; private set; } = new double[16];

    public double[] AgeSeconds { get; private set; } = new double[16];

    public double[] Coverage { get; private set; } = new double[16];

    public Tier[] Tier { get; private set; } = new Tier[16];

    public UnknownReason[] Reason { get; private set; } = new UnknownReason[16];

    /// <summary>A column per input, in the order of the definition: what the formula read.</summary>
    public double[][] Operands { get; }

    public ReadOnlySpan<LabelSet> Labels => _labels.AsSpan(0, Count);

    public Signal this[int row] => new(
        Definition.Name, _labels[row], Slot, Value[row], Expected[row], Deviation[row], Score[row],
        Tier[row], TimeSpan.FromSeconds(AgeSeconds[row]), Coverage[row], Reason[row]);

    /// <summary>What the formula threw at this row in this slot; null where it did not.</summary>
    public string? FaultOf(int row) => Reason[row] == UnknownReason.FormulaFault ? Faults.GetValueOrDefault(row) : null;

    internal Dictionary<int, string> Faults { get; } = [];

    /// <summary>A frame with some of the rows as they are now; this one stays as it is, for those who still read it.</summary>
    /// <param name="rows">Ascending; they become 0, 1, …</param>
    internal SignalFrame Keep(ReadOnlySpan<int> rows)
    {
        var kept = new SignalFrame(Definition) { Slot = Slot };
        foreach (int row in rows)
        {
            int copy = kept.AddRow(_labels[row]);
            (kept.Value[copy], kept.Expected[copy], kept.Spread[copy], kept.Deviation[copy]) = (Value[row], Expected[row], Spread[row], Deviation[row]);
            (kept.Score[copy], kept.Readiness[copy], kept.AgeSeconds[copy], kept.Coverage[copy]) = (Score[row], Readiness[row], AgeSeconds[row], Coverage[row]);
            (kept.Tier[copy], kept.Reason[copy]) = (Tier[row], Reason[row]);
        }
        return kept;
    }

    internal int AddRow(LabelSet labels)
    {
        if (Count == _labels.Length)
        {
            Grow(Count * 2);
        }
        _labels[Count] = labels;
        Value[Count] = Expected[Count] = Spread[Count] = Deviation[Count] = Score[Count] = Readiness[Count] = double.NaN;
        Reason[Count] = UnknownReason.NoData;
        return Count++;
    }

    private void Grow(int length)
    {
        Array.Resize(ref _labels, length);
        Value = Grown(Value, length);
        Expected = Grown(Expected, length);
        Spread = Grown(Spread, length);
        Deviation = Grown(Deviation, length);
        Score = Grown(Score, length);
        Readiness = Grown(Readiness, length);
        AgeSeconds = Grown(AgeSeconds, length);
        Coverage = Grown(Coverage, length);
        Tier = Grown(Tier, length);
        Reason = Grown(Reason, length);
        for (int i = 0; i < Operands.Length; i++)
        {
            Operands[i] = Grown(Operands[i], length);
        }
    }

    private static T[] Grown<T>(T[] column, int length)
    {
        Array.Resize(ref column, length);
        return column;
    }
}
