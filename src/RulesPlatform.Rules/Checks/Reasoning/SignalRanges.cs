using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>What the values of signals may be, by their formulas and by what their inputs may be. Not thread-safe.</summary>
/// <param name="seen">
/// Null for whatever a metric may give. Else only for what it gave when the catalogue was written: that says what would have been, not what can be.
/// </param>
internal sealed class SignalRanges(LintSubject subject, MetricCatalogue? seen = null)
{
    // Far more than an average of many numbers is off, far less than anyone means.
    private const double Slack = 1e-9;

    private static readonly string[] s_counters = ["_total", "_count", "_bucket"];

    private readonly Dictionary<string, Interval> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FormulaLogic> _formulas = new(StringComparer.Ordinal);

    public FormulaLogic FormulaOf(WrittenSignal signal)
    {
        if (!_formulas.TryGetValue(signal.Name, out FormulaLogic? formula))
        {
            _formulas[signal.Name] = formula = new FormulaLogic(signal, this);
        }
        return formula;
    }

    /// <summary>Finite: a value that is not is Unknown, and no rule judges it.</summary>
    public Interval ValueOf(WrittenSignal signal)
    {
        if (!_values.TryGetValue(signal.Name, out Interval value))
        {
            FormulaLogic formula = FormulaOf(signal);
            value = formula.Search.RangeOf(formula.Whole).Meet(Interval.Finite);
            _values[signal.Name] = value = value.HasNumbers ? value : Interval.Finite;
        }
        return value;
    }

    /// <summary>What one input may be when the formula runs; never NaN, for then it does not run.</summary>
    public Interval InputOf(InputDraft input)
    {
        Interval read = Combined(input.Combine.Kind, Folded(input));
        return input.Absent is { } absent ? read.Hull(Interval.At(absent)) : read;
    }

    private Interval Folded(InputDraft input) => input.Fold.Kind switch
    {
        Fold.Count or Fold.Changes or Fold.Stddev => Interval.NotNegative,
        Fold.Rate or Fold.Increase when input.Metric is { } metric && IsCounter(metric) => Interval.NotNegative,
        Fold.Rate or Fold.Increase or Fold.Delta or Fold.Slope => Interval.AnyNumber,
        Fold.Last or Fold.At or Fold.Min or Fold.Max => Read(input),
        Fold.Avg => Averaged(Read(input)),
        _ => Signed(Read(input)),
    };

    private Interval Read(InputDraft input) => input.Signal is { } signal ? ValueOf(subject.SignalOf(signal.Value)) : Seen(input.Metric!);

    private Interval Seen(string metric) =>
        seen is not null && seen.TryFind(metric, out CataloguedMetric? known) && known.Range is { } range ? new Interval(range.Min, range.Max) : Interval.AnyNumber;

    // An average of equal numbers may miss them by a bit: of their range only the sign is sure.
    private Interval Averaged(Interval range)
    {
        double slack = Slack * Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        return seen is null || !double.IsFinite(slack) ? Signed(range) : new Interval(range.Low - slack, range.High + slack).Meet(Signed(range));
    }

    private Interval Combined(CombineKind kind, Interval folded) => kind switch
    {
        CombineKind.Avg => Averaged(folded),
        CombineKind.Sum when folded.Low >= 0 => new(folded.Low, double.PositiveInfinity),
        CombineKind.Min or CombineKind.Max => folded,
        CombineKind.Count or CombineKind.Stddev => Interval.NotNegative,
        CombineKind.HistogramQuantile => Interval.AnyNumber,
        _ => Signed(folded),
    };

    private static Interval Signed(Interval range) => range.Low >= 0 ? Interval.NotNegative : range.High <= 0 ? new(double.NegativeInfinity, 0) : Interval.AnyNumber;

    // What a counter counts is not negative, and its name says that it is one.
    private static bool IsCounter(string metric) => Array.Exists(s_counters, suffix => metric.EndsWith(suffix, StringComparison.Ordinal));
}
