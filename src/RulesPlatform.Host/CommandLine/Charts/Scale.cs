using RulesPlatform.Host.Api.Answers;

namespace RulesPlatform.Host.CommandLine.Charts;

/// <summary>The value axis: what is at its ends, and which thresholds are near enough to be shown without flattening the curve.</summary>
internal sealed class Scale
{
    private readonly double _low;
    private readonly double _high;
    private readonly LevelAnswer[] _levels;

    private Scale(double low, double high, LevelAnswer[] levels) => (_low, _high, _levels) = (low, high, levels);

    public static Scale Of(QuerySeries series, IReadOnlyCollection<PointAnswer> points)
    {
        IEnumerable<double> values = points.Concat(series.Expected).Select(point => point.Value).OfType<double>();
        double low = values.Min();
        double high = values.Max();
        double span = high - low;
        // Thresholds are shown while they leave the curve a third of the height, or lie within a sixth of the value anyway.
        double reach = Math.Max(span * 2, Math.Max(Math.Abs(low), Math.Abs(high)) / 6);
        LevelAnswer[] near = [.. series.Levels.Where(level => level.Value is { } value && value >= low - reach && value <= high + reach)];
        low = near.Select(level => level.Value!.Value).Append(low).Min();
        high = near.Select(level => level.Value!.Value).Append(high).Max();
        // A curve that hardly moves is drawn as one: noise is not blown up to the height of the chart.
        double least = Math.Max(Math.Abs(low), Math.Abs(high)) / 50;
        if (high - low < least || high == low)
        {
            double middle = (low + high) / 2;
            (low, high) = middle == 0 ? (0, 1) : (middle - least, middle + least);
        }
        // From zero where zero is near: proportions are then seen as they are.
        low = low > 0 && low < high * 0.3 ? 0 : low;
        return new Scale(low, high, near);
    }

    public bool Covers(double value) => value >= _low && value <= _high;

    /// <summary>0 at the top, 1 at the bottom.</summary>
    public double ShareFromTop(double value) => (_high - value) / (_high - _low);

    public double ValueAt(int row, int rows) => _high - (_high - _low) * row / (rows - 1);

    /// <summary>The threshold that lies on a row, or null.</summary>
    public LevelAnswer? LevelAt(int row, int rows) => Array.Find(_levels, level => (int)Math.Round(ShareFromTop(level.Value!.Value) * (rows - 1)) == row);
}
