namespace RulesPlatform.History.Tests.World;

/// <summary>
/// A seeded target of the kinds that machines export, by share of its series: 10 % constant, 25 % integer gauge, 20 % two-decimal gauge,
/// 5 % full-double gauge, 20 % counter, 20 % histograms of eight buckets, sum and count.
/// </summary>
internal sealed class LoadMix
{
    private static readonly double[] _shares = [0.05, 0.2, 0.45, 0.7, 0.85, 0.95, 0.99, 1.0];

    private readonly Random _random;
    private readonly double[] _level;
    private readonly double[] _noise;
    private readonly double[] _values;
    private readonly int _histogramFrom;
    private int _step;

    /// <param name="series">A multiple of 20.</param>
    public LoadMix(int seed, int series)
    {
        _random = new Random(seed);
        _level = new double[series];
        _noise = new double[series];
        _values = new double[series];
        _histogramFrom = series * 8 / 10 / 10 * 10;
        for (int i = 0; i < series; i++)
        {
            _level[i] = 10 + _random.NextDouble() * 990;
        }
    }

    /// <summary>The next answer, a slot of 15 s after the one before.</summary>
    public double[] Next()
    {
        double season = 1 + 0.3 * Math.Sin(2 * Math.PI * _step++ * 15 / 86_400);
        for (int i = 0; i < _histogramFrom; i++)
        {
            double share = (i + 0.5) / _values.Length;
            _noise[i] = 0.9 * _noise[i] + _level[i] * 0.03 * 0.4359 * Normal();
            double gauge = _level[i] * season + _noise[i];
            _values[i] = share switch
            {
                < 0.10 => Math.Floor(_level[i]),
                < 0.35 => Math.Round(gauge),
                < 0.55 => Math.Round(gauge * 100) / 100,
                < 0.60 => gauge,
                _ => _values[i] + Grown(_level[i] * 3 * season),
            };
        }
        for (int first = _histogramFrom; first < _values.Length; first += 10)
        {
            Observe(first, Grown(_level[first] * 1.5 * season));
        }
        return [.. _values];
    }

    private void Observe(int first, double observations)
    {
        for (int bucket = 0; bucket < _shares.Length; bucket++)
        {
            _values[first + bucket] += Math.Floor(observations * _shares[bucket]);
        }
        _values[first + 8] += observations * 0.0413 * (1 + 0.05 * Normal());
        _values[first + 9] = _values[first + 7];
    }

    private double Grown(double mean) => Math.Max(0, Math.Round(mean * (1 + 0.1 * Normal())));

    private double Normal() =>
        (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 2) * 1.7320508075688772;
}
