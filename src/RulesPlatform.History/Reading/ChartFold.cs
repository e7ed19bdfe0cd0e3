namespace RulesPlatform.History.Reading;

/// <summary>Folds one series' samples and coarser points into steps aligned to the epoch.</summary>
internal sealed class ChartFold(long step)
{
    private readonly List<ChartPoint> _points = [];
    private long _newest = long.MinValue;
    private long _end = long.MinValue;
    private ChartPoint _open;

    /// <summary>Whether everything came oldest first and no time twice. Where not, the points are not to be used.</summary>
    public bool IsOrdered { get; private set; } = true;

    /// <param name="value">NaN, an end marker included, makes no point.</param>
    public void Add(long unixMs, double value)
    {
        IsOrdered &= unixMs > _newest;
        _newest = unixMs;
        if (!double.IsNaN(value))
        {
            Merge(new ChartPoint(unixMs, value, value, value, 1));
        }
    }

    /// <summary>A point of a finer or equal step.</summary>
    public void Add(ChartPoint point)
    {
        IsOrdered &= point.UnixMs > _newest;
        _newest = point.UnixMs;
        Merge(point);
    }

    public List<ChartPoint> Points()
    {
        if (_open.Count > 0)
        {
            _points.Add(_open);
            _open = default;
            _end = long.MinValue;
        }
        return _points;
    }

    private void Merge(ChartPoint point)
    {
        if (_open.Count > 0 && point.UnixMs < _end)
        {
            _open = new ChartPoint(
                _open.UnixMs, Math.Min(_open.Min, point.Min), Math.Max(_open.Max, point.Max), _open.Sum + point.Sum, _open.Count + point.Count);
            return;
        }
        if (_open.Count > 0)
        {
            _points.Add(_open);
        }
        long begin = point.UnixMs - ((point.UnixMs % step) + step) % step;
        (_open, _end) = (point with { UnixMs = begin }, begin + step);
    }
}
