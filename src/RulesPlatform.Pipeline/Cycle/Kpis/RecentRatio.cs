namespace RulesPlatform.Pipeline.Cycle.Kpis;

/// <summary>Good ÷ all over the last hour, in six parts of ten minutes. Thread-safe.</summary>
internal sealed class RecentRatio
{
    private const int Parts = 6;
    private static readonly long PartMs = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;

    private readonly Lock _gate = new();
    private readonly double[] _good = new double[Parts];
    private readonly double[] _all = new double[Parts];
    private readonly long[] _part = new long[Parts];

    public void Add(double good, double all, DateTimeOffset at)
    {
        long part = at.ToUnixTimeMilliseconds() / PartMs;
        int index = (int)(part % Parts);
        lock (_gate)
        {
            if (_part[index] != part)
            {
                (_part[index], _good[index], _all[index]) = (part, 0, 0);
            }
            _good[index] += good;
            _all[index] += all;
        }
    }

    /// <summary>NaN while there was nothing to count.</summary>
    public double At(DateTimeOffset now)
    {
        long oldest = (now.ToUnixTimeMilliseconds() / PartMs) - Parts + 1;
        double good = 0;
        double all = 0;
        lock (_gate)
        {
            for (int i = 0; i < Parts; i++)
            {
                if (_part[i] >= oldest)
                {
                    good += _good[i];
                    all += _all[i];
                }
            }
        }
        return all == 0 ? double.NaN : good / all;
    }
}
