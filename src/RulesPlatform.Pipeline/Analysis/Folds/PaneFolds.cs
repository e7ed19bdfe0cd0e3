using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Folds;

/// <summary>Folds over mergeable panes.</summary>
internal sealed class PaneFolds<T>(WindowGeometry geometry, FoldResult<T> result) : FoldColumn
    where T : unmanaged, IPaneAggregate<T>
{
    private readonly PaneColumn<T> _panes = new(geometry);

    public override void AddRow() => _panes.AddRow();

    public override void Add(int row, long unixMs, double value) => _panes.Add(row, unixMs, value);

    public override void AdvanceTo(Slot slot) => _panes.AdvanceTo(slot);

    public override void Read(Fold fold, double percentile, Span<double> values, Span<int> counts)
    {
        for (int row = 0; row < values.Length; row++)
        {
            T window = _panes.Read(row);
            values[row] = result(window, fold);
            counts[row] = window.Count;
        }
    }

    public override void Keep(ReadOnlySpan<int> rows) => _panes.Keep(rows);

    public override void Save(StateWriter writer) => _panes.Save(writer);

    public override void Load(StateReader reader) => _panes.Load(reader);
}
