using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Baselines;

/// <summary>
/// Exponentially weighted mean and variance, by the incremental form of Finch (2009). Weights halve every quarter of <c>history</c>;
/// until that many slots have been seen every slot weighs the same.
/// </summary>
internal sealed class EwmaBaseline : IBaselineModel
{
    private readonly double _slowest;
    private readonly double _needed;
    private readonly List<double> _mean = [];
    private readonly List<double> _variance = [];
    private readonly List<int> _seen = [];

    public EwmaBaseline(BaselineDefinition definition, TimeSpan interval)
    {
        double slots = Math.Max(1, definition.History / interval);
        _slowest = 1 - Math.Pow(0.5, 1 / Math.Max(1, slots / 4));
        _needed = Math.Max(2, definition.Ready * slots);
    }

    public void AddRow()
    {
        _mean.Add(0);
        _variance.Add(0);
        _seen.Add(0);
    }

    public void AdvanceTo(Slot slot)
    {
    }

    public double Expect(int row, Slot slot, out double expected, out double spread)
    {
        (expected, spread) = (_mean[row], Math.Sqrt(_variance[row]));
        return Math.Min(1, _seen[row] / _needed);
    }

    public void Learn(int row, Slot slot, double value)
    {
        _seen[row] = Math.Min(_seen[row] + 1, int.MaxValue - 1);
        double weight = Math.Max(_slowest, 1.0 / _seen[row]);
        double delta = value - _mean[row];
        double step = weight * delta;
        _mean[row] += step;
        _variance[row] = (1 - weight) * (_variance[row] + (delta * step));
    }

    public void Keep(ReadOnlySpan<int> rows)
    {
        RowList.Keep(_mean, rows);
        RowList.Keep(_variance, rows);
        RowList.Keep(_seen, rows);
    }

    public void Save(StateWriter writer)
    {
        writer.WriteColumn<double>(_mean.ToArray());
        writer.WriteColumn<double>(_variance.ToArray());
        writer.WriteColumn<int>(_seen.ToArray());
    }

    public void Load(StateReader reader)
    {
        _mean.AddRange(reader.ReadColumn<double>());
        _variance.AddRange(reader.ReadColumn<double>());
        _seen.AddRange(reader.ReadColumn<int>());
    }
}
