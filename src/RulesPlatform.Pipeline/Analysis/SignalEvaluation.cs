using RulesPlatform.Pipeline.Analysis.Baselines;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>One signal at work: its inputs joined into rows, its formula run, its baseline asked.</summary>
internal sealed class SignalEvaluation
{
    private readonly InputGroups[] _inputs;
    private readonly int _primary;
    private readonly int[] _groupsJoined;
    private readonly List<int[]> _joins = [];
    private readonly Dictionary<LabelSet, int> _rowOfLabels = [];
    private readonly double[] _operands;

    public SignalEvaluation(SignalDefinition definition, TimeSpan interval, IReadOnlyList<InputWindow> windows)
    {
        Definition = definition;
        Frame = new SignalFrame(definition);
        _inputs = [.. definition.Inputs.Select((input, i) => new InputGroups(input, windows[i], interval, definition.Tolerance))];
        _operands = new double[_inputs.Length];
        _groupsJoined = new int[_inputs.Length];
        int widest = definition.Inputs.Max(Width);
        _primary = definition.Inputs.ToList().FindIndex(input => Width(input) == widest);
        Baseline = definition.Baseline is null ? null : new BaselineColumn(definition.Baseline, interval);
        BaselineKey = KeyOf(definition, interval);
    }

    public SignalDefinition Definition { get; }

    /// <summary>Another object after rows were forgotten.</summary>
    public SignalFrame Frame { get; private set; }

    public BaselineColumn? Baseline { get; }

    /// <summary>Everything that what was learned depends on: equal keys let a baseline survive an edit of the file around it.</summary>
    public string BaselineKey { get; }

    public static string KeyOf(SignalDefinition definition, TimeSpan interval)
    {
        IEnumerable<string> inputs = definition.Inputs.Select(input =>
            $"{input.Name}={InputWindow.KeyOf(input, interval, definition.Tolerance)}|{input.Fold}|{input.Percentile:R}|{input.Combine}|{(input.By is null ? "*" : string.Join(',', input.By))}|{input.Absent:R}|{input.MinCoverage:R}");
        return $"{definition.Name}|{definition.FormulaText}|{definition.Tolerance.Ticks}|{definition.Baseline}|{string.Join(';', inputs)}";
    }

    public void Evaluate(Slot slot)
    {
        Frame.Slot = slot;
        Frame.Faults.Clear();
        for (int i = 0; i < _inputs.Length; i++)
        {
            _inputs[i].TakeNewRows();
            _inputs[i].Evaluate(slot);
        }
        Join();
        for (int row = 0; row < Frame.Count; row++)
        {
            EvaluateRow(row);
        }
        if (Baseline is null)
        {
            return;
        }
        Baseline.Expect(Frame, slot);
        for (int row = 0; row < Frame.Count; row++)
        {
            if (Frame.Reason[row] is UnknownReason.Stale or UnknownReason.NoData && !double.IsNaN(Frame.Expected[row]))
            {
                Frame.Tier[row] = Tier.Historical;
            }
        }
    }

    /// <summary>Lets go of the rows that none of the inputs knows any more, and of what was learned of them.</summary>
    public void ForgetRows()
    {
        foreach (InputGroups input in _inputs)
        {
            input.Regroup();
        }
        HashSet<LabelSet> known = [.. _inputs.Where(MakesRows).SelectMany(input => input.Labels)];
        int[] kept = [.. Enumerable.Range(0, Frame.Count).Where(row => known.Contains(Frame.Labels[row]))];
        if (kept.Length < Frame.Count)
        {
            Frame = Frame.Keep(kept);
            Baseline?.Keep(kept);
            _rowOfLabels.Clear();
            for (int row = 0; row < kept.Length; row++)
            {
                _rowOfLabels[Frame.Labels[row]] = row;
            }
        }
        _joins.Clear();
        Array.Clear(_groupsJoined);
    }

    public void Save(StateWriter writer)
    {
        writer.Write(Frame.Count);
        foreach (LabelSet labels in Frame.Labels)
        {
            writer.Write(labels);
        }
        writer.Write(Baseline is not null);
        Baseline?.Save(writer);
    }

    public void Load(StateReader reader)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            RowOf(reader.ReadLabels());
        }
        if (reader.ReadBoolean())
        {
            Baseline!.Load(reader);
        }
    }

    private static int Width(InputDefinition input) => input.By?.Count ?? int.MaxValue;

    /// <summary>Gives every label set of the widest inputs a row, and every row its group in each input (−1 where it has none yet).</summary>
    private void Join()
    {
        bool grew = false;
        for (int i = 0; i < _inputs.Length; i++)
        {
            InputGroups input = _inputs[i];
            if (_groupsJoined[i] == input.Count)
            {
                continue;
            }
            grew = true;
            bool makesRows = MakesRows(input);
            for (int group = _groupsJoined[i]; makesRows && group < input.Count; group++)
            {
                RowOf(input.Labels[group]);
            }
            _groupsJoined[i] = input.Count;
        }
        if (!grew && _joins.Count == Frame.Count)
        {
            return;
        }
        for (int row = 0; row < Frame.Count; row++)
        {
            if (row == _joins.Count)
            {
                int[] none = new int[_inputs.Length];
                Array.Fill(none, -1);
                _joins.Add(none);
            }
            for (int i = 0; i < _inputs.Length; i++)
            {
                if (_joins[row][i] < 0 && _inputs[i].TryFind(KeyIn(_inputs[i].Input, Frame.Labels[row]), out int group))
                {
                    _joins[row][i] = group;
                }
            }
        }
    }

    private bool MakesRows(InputGroups input) => Width(input.Input) == Width(_inputs[_primary].Input);

    private LabelSet KeyIn(InputDefinition input, LabelSet labels) =>
        Width(input) == Width(_inputs[_primary].Input) ? labels : labels.Pick(input.By!);

    private int RowOf(LabelSet labels)
    {
        if (!_rowOfLabels.TryGetValue(labels, out int row))
        {
            row = Frame.AddRow(labels);
            _rowOfLabels[labels] = row;
        }
        return row;
    }

    private void EvaluateRow(int row)
    {
        int[] join = _joins[row];
        UnknownReason reason = UnknownReason.None;
        bool isFresh = true;
        long age = 0;
        double coverage = 1;
        for (int i = 0; i < _inputs.Length; i++)
        {
            InputGroups input = _inputs[i];
            int group = join[i];
            UnknownReason inputReason = group < 0 ? UnknownReason.NoData : input.Reason[group];
            double value = double.NaN;
            if (inputReason == UnknownReason.None)
            {
                value = input.Value[group];
                age = Math.Max(age, input.AgeMs[group]);
                coverage = Math.Min(coverage, input.Coverage[group]);
                isFresh &= input.IsFresh[group];
            }
            else if (input.Input.Absent is { } absent && inputReason is UnknownReason.NoData or UnknownReason.Stale or UnknownReason.Coverage)
            {
                value = absent;
                inputReason = UnknownReason.None;
            }
            else if (group >= 0)
            {
                age = Math.Max(age, input.AgeMs[group]);
            }
            reason = inputReason > reason ? inputReason : reason;
            Frame.Operands[i][row] = _operands[i] = value;
        }
        Frame.AgeSeconds[row] = age / 1000.0;
        Frame.Coverage[row] = coverage;
        Frame.Tier[row] = isFresh ? Tier.Realtime : Tier.Delayed;
        Frame.Value[row] = reason == UnknownReason.None ? Run(row, ref reason) : double.NaN;
        Frame.Reason[row] = reason;
    }

    private double Run(int row, ref UnknownReason reason)
    {
        try
        {
            double value = Definition.Formula(_operands);
            if (double.IsFinite(value))
            {
                return value;
            }
            reason = UnknownReason.NonFinite;
        }
        catch (Exception fault) when (fault is ArithmeticException or InvalidOperationException or ArgumentException or InvalidCastException)
        {
            reason = UnknownReason.FormulaFault;
            Frame.Faults[row] = fault.Message;
        }
        return double.NaN;
    }
}
