using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>
/// One input of one signal: the rows of its window, grouped by the <c>by</c> labels and combined. Holds no state of its own that the
/// window does not give back, so nothing of it is saved.
/// </summary>
internal sealed class InputGroups
{
    private readonly long _toleranceMs;
    private readonly long _intervalMs;
    private readonly Dictionary<LabelSet, int> _groupOfLabels = [];
    private readonly List<LabelSet> _labels = [];
    private readonly List<List<int>> _members = [];
    private readonly List<double> _bounds = [];
    private bool _oneEach = true;
    private double[] _folded = [];
    private int[] _counts = [];
    private double[] _scratch = [];

    public InputGroups(InputDefinition input, InputWindow window, TimeSpan interval, TimeSpan tolerance)
    {
        (Input, Window) = (input, window);
        _intervalMs = (long)interval.TotalMilliseconds;
        _toleranceMs = (long)tolerance.TotalMilliseconds;
        AddTheOneGroup();
    }

    public InputDefinition Input { get; }

    public InputWindow Window { get; }

    public int Count => _labels.Count;

    public IReadOnlyList<LabelSet> Labels => _labels;

    public double[] Value { get; private set; } = [];

    public long[] AgeMs { get; private set; } = [];

    public double[] Coverage { get; private set; } = [];

    public UnknownReason[] Reason { get; private set; } = [];

    /// <summary>False where the newest sample is older than its own cadence: the delayed tier.</summary>
    public bool[] IsFresh { get; private set; } = [];

    /// <summary>How many histogram groups needed their buckets made monotonic, ever.</summary>
    public long RepairedHistograms { get; private set; }

    public bool TryFind(LabelSet labels, out int group) => _groupOfLabels.TryGetValue(labels, out group);

    /// <summary>Begins anew with the rows that the window has now: they have other numbers than before.</summary>
    public void Regroup()
    {
        _groupOfLabels.Clear();
        _labels.Clear();
        _members.Clear();
        _bounds.Clear();
        _oneEach = true;
        AddTheOneGroup();
        TakeNewRows();
    }

    /// <summary>Takes in series that the window has met since.</summary>
    public void TakeNewRows()
    {
        for (int row = _bounds.Count; row < Window.Count; row++)
        {
            LabelSet labels = Window.Labels[row];
            _bounds.Add(Input.Combine.Kind == CombineKind.HistogramQuantile ? Histogram.BoundOf(labels["le"]) : double.NaN);
            LabelSet key = Input.By is null ? DefaultKey(labels) : labels.Pick(Input.By);
            int group = _groupOfLabels.TryGetValue(key, out int known) ? known : AddGroup(key);
            _members[group].Add(row);
            _oneEach &= group == row && _members[group].Count == 1;
        }
    }

    /// <summary>Folds every row and combines every group, for one slot.</summary>
    public void Evaluate(Slot slot)
    {
        int rows = Window.Count;
        if (_folded.Length < rows)
        {
            _folded = new double[rows * 2];
            _counts = new int[rows * 2];
        }
        Window.Read(Input.Fold, Input.Percentile, _folded.AsSpan(0, rows), _counts.AsSpan(0, rows));
        bool isPlain = Input.Combine.Kind is CombineKind.Sum or CombineKind.Avg or CombineKind.Min or CombineKind.Max;
        if (_oneEach && isPlain && rows == Count)
        {
            for (int row = 0; row < rows; row++)
            {
                Reason[row] = Judge(row, slot, out AgeMs[row], out Coverage[row], out IsFresh[row]);
                Value[row] = _folded[row];
            }
            return;
        }
        for (int group = 0; group < Count; group++)
        {
            Combine(group, slot);
        }
    }

    /// <summary>One value for all: it exists, as absent, before any series does.</summary>
    private void AddTheOneGroup()
    {
        if (Input.By is { Count: 0 })
        {
            AddGroup(LabelSet.Empty);
        }
    }

    private LabelSet DefaultKey(LabelSet labels) =>
        Input.Combine.Kind == CombineKind.HistogramQuantile ? labels.Without(["le"]) : labels;

    private int AddGroup(LabelSet key)
    {
        int group = _labels.Count;
        _labels.Add(key);
        _members.Add([]);
        _groupOfLabels[key] = group;
        if (group >= Value.Length)
        {
            int length = Math.Max(16, group * 2);
            Value = Grown(Value, length);
            AgeMs = Grown(AgeMs, length);
            Coverage = Grown(Coverage, length);
            Reason = Grown(Reason, length);
            IsFresh = Grown(IsFresh, length);
        }
        return group;
    }

    private static T[] Grown<T>(T[] column, int length)
    {
        Array.Resize(ref column, length);
        return column;
    }

    /// <summary>Whether a row's fold counts, and if not why.</summary>
    private UnknownReason Judge(int row, Slot slot, out long ageMs, out double coverage, out bool isFresh)
    {
        int cadence = Window.CadenceMs[row];
        long last = Window.LastMs[row];
        bool looksBack = Window.Offset > TimeSpan.Zero;
        ageMs = looksBack ? 0 : slot.UnixMs - last;
        isFresh = looksBack || ageMs < Math.Max(_intervalMs, cadence);
        coverage = !Window.HasPanes || Input.Over == TimeSpan.Zero
            ? 1
            : Math.Min(1, _counts[row] * (double)Math.Max(cadence, cadence == 0 ? _intervalMs : 0) / Input.Over.TotalMilliseconds);
        if (last == long.MinValue)
        {
            return UnknownReason.NoData;
        }
        if (!looksBack && (Window.Ended[row] || ageMs > Math.Max(_toleranceMs, cadence * 5L / 2)))
        {
            return UnknownReason.Stale;
        }
        if (Window.HasPanes && _counts[row] == 0 && Input.Fold != Fold.Count)
        {
            return UnknownReason.NoData;
        }
        if (Input.Absent is null && coverage < Input.MinCoverage)
        {
            return UnknownReason.Coverage;
        }
        if (!double.IsNaN(_folded[row]))
        {
            return UnknownReason.None;
        }
        return _counts[row] < 2 && Input.Fold is Fold.Rate or Fold.Increase or Fold.Delta or Fold.Slope ? UnknownReason.Coverage
            : Window.Signal is not null ? UnknownReason.UpstreamUnknown
            : UnknownReason.NotANumber;
    }

    private void Combine(int group, Slot slot)
    {
        List<int> members = _members[group];
        if (_scratch.Length < members.Count * 2)
        {
            _scratch = new double[members.Count * 4];
        }
        Span<double> values = _scratch.AsSpan(0, members.Count);
        Span<double> bounds = _scratch.AsSpan(members.Count, members.Count);
        int counted = 0;
        int live = 0;
        double coverage = 0;
        long age = long.MaxValue;
        bool isFresh = false;
        UnknownReason worst = UnknownReason.NoData;
        foreach (int row in members)
        {
            UnknownReason reason = Judge(row, slot, out long rowAge, out double rowCoverage, out bool rowFresh);
            if (reason is UnknownReason.Stale or UnknownReason.NoData)
            {
                worst = reason > worst ? reason : worst;
                continue;
            }
            live++;
            coverage += rowCoverage;
            age = Math.Min(age, rowAge);
            isFresh |= rowFresh;
            if (reason != UnknownReason.None)
            {
                worst = reason > worst ? reason : worst;
                if (reason != UnknownReason.Coverage)
                {
                    // Data that is not a number makes what it is combined into not a number.
                    values[counted] = double.NaN;
                    bounds[counted++] = _bounds[row];
                }
                continue;
            }
            values[counted] = _folded[row];
            bounds[counted++] = _bounds[row];
        }
        AgeMs[group] = live == 0 ? 0 : age;
        Coverage[group] = live == 0 ? 0 : coverage / live;
        IsFresh[group] = isFresh;
        if (counted == 0)
        {
            Reason[group] = worst;
            Value[group] = double.NaN;
            return;
        }
        Value[group] = Histogram.IsHistogram(Input.Combine)
            ? QuantileOf(values[..counted], bounds[..counted])
            : Combining.Of(Input.Combine, values[..counted]);
        Reason[group] = double.IsNaN(Value[group]) ? (worst > UnknownReason.Coverage ? worst : UnknownReason.NotANumber) : UnknownReason.None;
    }

    private double QuantileOf(Span<double> counts, Span<double> bounds)
    {
        double quantile = Histogram.Quantile(Input.Combine.Argument, bounds, counts, out bool wasRepaired);
        RepairedHistograms += wasRepaired ? 1 : 0;
        return quantile;
    }
}
