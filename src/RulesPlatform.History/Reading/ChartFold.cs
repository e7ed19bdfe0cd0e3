using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>Folds samples and coarser points into steps aligned to the epoch; fed oldest first.</summary>
internal sealed class ChartFold(long step)
{
    private readonly List<ChartPoint> _points = [];

    public List<ChartPoint> Points() => _points;

    public void Add(IEnumerable<Sample> samples)
    {
        foreach (Sample sample in samples)
        {
            if (!double.IsNaN(sample.Value))
            {
                Merge(new ChartPoint(sample.UnixMs, sample.Value, sample.Value, sample.Value, 1));
            }
        }
    }

    public void Add(IEnumerable<ChartPoint> points)
    {
        foreach (ChartPoint point in points)
        {
            Merge(point);
        }
    }

    private void Merge(ChartPoint point)
    {
        long at = point.UnixMs - ((point.UnixMs % step) + step) % step;
        if (_points.Count == 0 || _points[^1].UnixMs != at)
        {
            _points.Add(point with { UnixMs = at });
            return;
        }
        ChartPoint open = _points[^1];
        _points[^1] = new ChartPoint(at, Math.Min(open.Min, point.Min), Math.Max(open.Max, point.Max), open.Sum + point.Sum, open.Count + point.Count);
    }
}
