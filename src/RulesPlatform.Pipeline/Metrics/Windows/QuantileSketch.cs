namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// A mergeable quantile sketch of 1 % relative error: DDSketch (Masson, Rim, Lee; VLDB 2019). Buckets grow by γ = 1.01 / 0.99; values
/// nearer to zero than 1e-12 count as zero. Kept as sorted bucket indices and counts.
/// </summary>
internal sealed class QuantileSketch
{
    private const double Nearest = 1e-12;
    private static readonly double LogGamma = Math.Log(1.01 / 0.99);

    private readonly SortedDictionary<int, int> _positive = [];
    private readonly SortedDictionary<int, int> _negative = [];
    private int _zeros;

    public int Count { get; private set; }

    public void Add(double value) => Add(value, 1);

    public void Merge(QuantileSketch other)
    {
        foreach ((int bucket, int count) in other._positive)
        {
            _positive[bucket] = _positive.GetValueOrDefault(bucket) + count;
        }
        foreach ((int bucket, int count) in other._negative)
        {
            _negative[bucket] = _negative.GetValueOrDefault(bucket) + count;
        }
        _zeros += other._zeros;
        Count += other.Count;
    }

    /// <param name="quantile">In 0…1.</param>
    /// <returns>NaN when empty.</returns>
    public double Quantile(double quantile)
    {
        if (Count == 0)
        {
            return double.NaN;
        }
        double rank = quantile * (Count - 1);
        long seen = 0;
        foreach ((int bucket, int count) in _negative.Reverse())
        {
            seen += count;
            if (seen > rank)
            {
                return -Middle(bucket);
            }
        }
        seen += _zeros;
        if (seen > rank)
        {
            return 0;
        }
        foreach ((int bucket, int count) in _positive)
        {
            seen += count;
            if (seen > rank)
            {
                return Middle(bucket);
            }
        }
        return Middle(_positive.Keys.Last());
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_zeros);
        Save(writer, _positive);
        Save(writer, _negative);
    }

    public static QuantileSketch Load(StateReader reader)
    {
        var sketch = new QuantileSketch { _zeros = reader.ReadInt32() };
        sketch.Count = sketch._zeros + Load(reader, sketch._positive) + Load(reader, sketch._negative);
        return sketch;
    }

    private void Add(double value, int count)
    {
        Count += count;
        double size = Math.Abs(value);
        if (size < Nearest)
        {
            _zeros += count;
            return;
        }
        SortedDictionary<int, int> side = value > 0 ? _positive : _negative;
        int bucket = (int)Math.Ceiling(Math.Log(size) / LogGamma);
        side[bucket] = side.GetValueOrDefault(bucket) + count;
    }

    private static double Middle(int bucket) => 2 * Math.Exp(bucket * LogGamma) / ((1.01 / 0.99) + 1);

    private static void Save(StateWriter writer, SortedDictionary<int, int> side)
    {
        writer.Write(side.Count);
        foreach ((int bucket, int count) in side)
        {
            writer.Write(bucket);
            writer.Write(count);
        }
    }

    private static int Load(StateReader reader, SortedDictionary<int, int> side)
    {
        int total = 0;
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            int bucket = reader.ReadInt32();
            total += side[bucket] = reader.ReadInt32();
        }
        return total;
    }
}
