using System.Diagnostics.Metrics;
using System.Globalization;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Self;

/// <summary>
/// What one instrument has measured since the ledger was opened, by labels. Recording a known set of tags allocates nothing. Past
/// <see cref="MostCells"/> sets of labels the rest is added up as <c>overflow="true"</c>. Thread-safe.
/// </summary>
internal sealed class InstrumentLedger
{
    private const int MostCells = 2000;

    /// <summary>Seconds, from a quarter of a millisecond to a minute: what an instrument gets that advises none itself.</summary>
    private static readonly double[] DefaultBounds =
        [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>What the runtime publishes as counters although they rise and fall.</summary>
    private static readonly string[] MislabelledLevels = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    private static readonly LabelSet Overflow = LabelSet.Of(("overflow", "true"));

    private readonly Lock _gate = new();
    private readonly Dictionary<TagSet, MeterCell> _byTags = new(TagSet.Equality.Instance);
    private readonly Dictionary<LabelSet, MeterCell> _byLabels = [];
    private readonly bool _isHistogram;
    private readonly bool _addsUp;
    private readonly bool _isObserved;
    private readonly double[] _bounds;
    private readonly string[] _ends;
    private long _round;

    public InstrumentLedger(Instrument instrument, bool isRuntime)
    {
        Kind = instrument.GetType().GetGenericTypeDefinition();
        bool isCounter = (Kind == typeof(Counter<>) || Kind == typeof(ObservableCounter<>)) && !MislabelledLevels.Contains(instrument.Name);
        _isHistogram = Kind == typeof(Histogram<>);
        _isObserved = instrument.IsObservable;
        _addsUp = Kind == typeof(Counter<>) || Kind == typeof(UpDownCounter<>);
        Name = MetricNames.Of(instrument.Name, instrument.Unit, isCounter, isRuntime);
        _bounds = _isHistogram ? AdvisedBounds(instrument) ?? DefaultBounds : [];
        _ends = [.. _bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture)), "+Inf"];
    }

    /// <summary>The metric's; a histogram's series end in <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</summary>
    public string Name { get; }

    /// <summary>The instrument's generic type, such as <c>Counter&lt;&gt;</c>.</summary>
    public Type Kind { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            MeterCell cell = CellOf(tags);
            cell.Round = _round;
            if (_isHistogram)
            {
                cell.Record(value);
            }
            else
            {
                cell.Value = _addsUp ? cell.Value + value : value;
            }
        }
    }

    /// <summary>What observed instruments tell from now on is of the coming reading.</summary>
    public void BeginRound()
    {
        lock (_gate)
        {
            _round++;
        }
    }

    public void Write(SampleWriter writer)
    {
        lock (_gate)
        {
            foreach (MeterCell cell in _byLabels.Values)
            {
                if (_isHistogram)
                {
                    cell.WriteHistogram(writer, Name, _ends);
                }
                else if (!_isObserved || cell.Round == _round)
                {
                    writer.Add(Name, cell.Labels, cell.Value);
                }
            }
        }
    }

    private MeterCell CellOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<TagSet, MeterCell>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> known =
            _byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        if (known.TryGetValue(tags, out MeterCell? cell))
        {
            return cell;
        }
        // Tags in another order are the same labels.
        LabelSet labels = TagSet.LabelsOf(tags);
        bool isFull = _byLabels.Count >= MostCells && !_byLabels.ContainsKey(labels);
        labels = isFull ? Overflow : labels;
        if (!_byLabels.TryGetValue(labels, out cell))
        {
            _byLabels[labels] = cell = new MeterCell(labels, _bounds);
        }
        if (!isFull)
        {
            known[tags] = cell;
        }
        return cell;
    }

    private static double[]? AdvisedBounds(Instrument instrument) => instrument switch
    {
        Histogram<double> of => Bounds(of.Advice),
        Histogram<float> of => Bounds(of.Advice),
        Histogram<decimal> of => Bounds(of.Advice),
        Histogram<long> of => Bounds(of.Advice),
        Histogram<int> of => Bounds(of.Advice),
        Histogram<short> of => Bounds(of.Advice),
        Histogram<byte> of => Bounds(of.Advice),
        _ => null,
    };

    private static double[]? Bounds<T>(InstrumentAdvice<T>? advice) where T : struct =>
        advice?.HistogramBucketBoundaries is { Count: > 0 } bounds
            ? [.. bounds.Select(bound => Convert.ToDouble(bound, CultureInfo.InvariantCulture))]
            : null;
}
