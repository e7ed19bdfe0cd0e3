using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Folds;

/// <summary>The windows of many series, seen as numbers: what a fold gives for each row. Folds over the same panes share one column.</summary>
internal abstract class FoldColumn
{
    public abstract void AddRow();

    public abstract void Add(int row, long unixMs, double value);

    public abstract void AdvanceTo(Slot slot);

    /// <summary>Fills both spans, row by row: the fold's value (NaN when the window cannot give one) and how many samples it holds.</summary>
    public abstract void Read(Fold fold, double percentile, Span<double> values, Span<int> counts);

    /// <summary>Drops every other row.</summary>
    /// <param name="rows">Ascending; they become 0, 1, …</param>
    public abstract void Keep(ReadOnlySpan<int> rows);

    public abstract void Save(StateWriter writer);

    public abstract void Load(StateReader reader);

    /// <summary>Folds with equal families can share a column.</summary>
    public static string FamilyOf(Fold fold) => fold switch
    {
        Fold.Avg or Fold.Sum or Fold.Count => "totals",
        Fold.Min or Fold.Max => "extremes",
        Fold.Stddev => "moments",
        Fold.Rate or Fold.Increase or Fold.Delta => "growth",
        Fold.Changes => "switches",
        Fold.Slope => "trend",
        Fold.At => "newest",
        Fold.Percentile => "percentile",
        _ => "last",
    };

    public static FoldColumn Create(Fold fold, WindowGeometry geometry) => fold switch
    {
        Fold.Avg or Fold.Sum or Fold.Count => new PaneFolds<Totals>(geometry, FoldResults.Of),
        Fold.Min or Fold.Max => new PaneFolds<Extremes>(geometry, FoldResults.Of),
        Fold.Stddev => new PaneFolds<Moments>(geometry, FoldResults.Of),
        Fold.Rate or Fold.Increase or Fold.Delta => new PaneFolds<Growth>(geometry, FoldResults.Of),
        Fold.Changes => new PaneFolds<Switches>(geometry, FoldResults.Of),
        Fold.Slope => new PaneFolds<Trend>(geometry, FoldResults.Of),
        Fold.At => new PaneFolds<Newest>(geometry, FoldResults.Of),
        Fold.Percentile => new PercentileFolds(geometry),
        _ => throw new ArgumentOutOfRangeException(nameof(fold), fold, "This fold has no window."),
    };
}
