using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Baselines;

/// <summary>
/// An exponentially weighted mean and variance for each part of the season (at most 288 parts: five minutes of a day). Weights halve
/// every quarter of <c>history</c>. A part that was seen fewer than eight times takes its spread from the residuals of all parts.
/// </summary>
internal sealed class SeasonalBaseline : IBaselineModel
{
    private const int MostParts = 288;
    private const int SeenForOwnSpread = 8;

    private readonly long _seasonMs;
    private readonly int _parts;
    private readonly double _slowest;
    private readonly double _slowestResidual;
    private readonly double _needed;
    private readonly List<Row> _rows = [];

    public SeasonalBaseline(BaselineDefinition definition, TimeSpan interval)
    {
        double slotsASeason = Math.Max(1, definition.Season / interval);
        _seasonMs = (long)definition.Season.TotalMilliseconds;
        _parts = (int)Math.Clamp(slotsASeason, 1, MostParts);
        double seasonsToHalve = Math.Max(1, definition.History / definition.Season / 4);
        _slowest = 1 - Math.Pow(0.5, 1 / (seasonsToHalve * (slotsASeason / _parts)));
        _slowestResidual = 1 - Math.Pow(0.5, 1 / slotsASeason);
        _needed = Math.Max(2, definition.Ready * slotsASeason);
    }

    public void AddRow() => _rows.Add(new Row(_parts));

    public void AdvanceTo(Slot slot)
    {
    }

    public double Expect(int row, Slot slot, out double expected, out double spread)
    {
        Row state = _rows[row];
        int part = PartOf(slot);
        expected = state.Mean[part];
        spread = Math.Sqrt(state.Seen[part] >= SeenForOwnSpread ? state.Variance[part] : state.Residual);
        // A part of the season that was never seen cannot answer, however much else was.
        double readiness = Math.Min(1, state.Total / _needed);
        return state.Seen[part] == 0 ? Math.Min(readiness, 0.99) : readiness;
    }

    public void Learn(int row, Slot slot, double value)
    {
        Row state = _rows[row];
        int part = PartOf(slot);
        double delta = value - state.Mean[part];
        state.Seen[part] = Math.Min(state.Seen[part] + 1, int.MaxValue - 1);
        double weight = Math.Max(_slowest, 1.0 / state.Seen[part]);
        state.Mean[part] += weight * delta;
        state.Variance[part] = (1 - weight) * (state.Variance[part] + (delta * weight * delta));
        if (state.Seen[part] > 1)
        {
            double residualWeight = Math.Max(_slowestResidual, 1.0 / ++state.Residuals);
            state.Residual += residualWeight * ((delta * delta) - state.Residual);
        }
        state.Total = Math.Min(state.Total + 1, int.MaxValue - 1);
    }

    public void Keep(ReadOnlySpan<int> rows) => RowList.Keep(_rows, rows);

    public void Save(StateWriter writer)
    {
        writer.Write(_rows.Count);
        foreach (Row row in _rows)
        {
            writer.WriteColumn<double>(row.Mean);
            writer.WriteColumn<double>(row.Variance);
            writer.WriteColumn<int>(row.Seen);
            writer.Write(row.Residual);
            writer.Write(row.Residuals);
            writer.Write(row.Total);
        }
    }

    public void Load(StateReader reader)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            var row = new Row(_parts);
            reader.ReadColumn<double>().CopyTo(row.Mean, 0);
            reader.ReadColumn<double>().CopyTo(row.Variance, 0);
            reader.ReadColumn<int>().CopyTo(row.Seen, 0);
            row.Residual = reader.ReadDouble();
            row.Residuals = reader.ReadInt32();
            row.Total = reader.ReadInt32();
            _rows.Add(row);
        }
    }

    private int PartOf(Slot slot) => (int)(((slot.UnixMs % _seasonMs) + _seasonMs) % _seasonMs * _parts / _seasonMs);

    private sealed class Row(int parts)
    {
        public double[] Mean { get; } = new double[parts];

        public double[] Variance { get; } = new double[parts];

        public int[] Seen { get; } = new int[parts];

        public double Residual { get; set; }

        public int Residuals { get; set; }

        public int Total { get; set; }
    }
}
