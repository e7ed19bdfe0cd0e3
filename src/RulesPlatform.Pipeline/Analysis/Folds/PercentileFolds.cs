using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Folds;

/// <summary>Percentiles: exact up to 1,024 samples a window, sketched beyond.</summary>
internal sealed class PercentileFolds(WindowGeometry geometry) : FoldColumn
{
    private readonly PercentileColumn _column = new(geometry);

    public override void AddRow() => _column.AddRow();

    public override void Add(int row, long unixMs, double value) => _column.Add(row, unixMs, value);

    public override void AdvanceTo(Slot slot) => _column.AdvanceTo(slot);

    public override void Read(Fold fold, double percentile, Span<double> values, Span<int> counts)
    {
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = _column.Read(row, percentile);
            counts[row] = _column.CountOf(row);
        }
    }

    public override void Keep(ReadOnlySpan<int> rows) => _column.Keep(rows);

    public override void Save(StateWriter writer) => _column.Save(writer);

    public override void Load(StateReader reader) => _column.Load(reader);
}
