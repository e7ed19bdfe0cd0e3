using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Replay;

/// <summary>
/// What a signal did over time, in at most 256 columns of equal length: each holds the lowest and the highest value of any row. Columns are
/// joined in pairs when there would be more, so memory does not grow with the range. Not thread-safe.
/// </summary>
/// <param name="interval">Of the signal's group.</param>
public sealed class SignalSketch(TimeSpan interval)
{
    private const int MostColumns = 256;

    private readonly List<(double Low, double High)> _columns = [];
    private long _beginMs = long.MinValue;
    private long _widthMs = (long)interval.TotalMilliseconds;

    /// <param name="values">A row each; NaN is passed over.</param>
    public void Add(Slot slot, ReadOnlySpan<double> values)
    {
        _beginMs = _beginMs == long.MinValue ? slot.UnixMs : _beginMs;
        long index = (slot.UnixMs - _beginMs) / _widthMs;
        while (index >= MostColumns)
        {
            Join();
            index = (slot.UnixMs - _beginMs) / _widthMs;
        }
        while (_columns.Count <= index)
        {
            _columns.Add((double.NaN, double.NaN));
        }
        foreach (double value in values)
        {
            _columns[(int)index] = Union(_columns[(int)index], (value, value));
        }
    }

    /// <summary>The range in so many equal columns; NaN where nothing was known.</summary>
    public IReadOnlyList<(double Low, double High)> Between(DateTimeOffset from, DateTimeOffset through, int columns)
    {
        var drawn = new (double Low, double High)[columns];
        Array.Fill(drawn, (double.NaN, double.NaN));
        double span = Math.Max(1, (through - from).TotalMilliseconds);
        for (int i = 0; i < _columns.Count; i++)
        {
            double begin = _beginMs + i * _widthMs - from.ToUnixTimeMilliseconds();
            int first = (int)Math.Floor(begin / span * columns);
            int last = Math.Max(first, (int)Math.Ceiling((begin + _widthMs) / span * columns) - 1);
            for (int column = Math.Max(0, first); column <= Math.Min(columns - 1, last); column++)
            {
                drawn[column] = Union(drawn[column], _columns[i]);
            }
        }
        return drawn;
    }

    private void Join()
    {
        for (int i = 0; i < _columns.Count; i += 2)
        {
            _columns[i / 2] = i + 1 < _columns.Count ? Union(_columns[i], _columns[i + 1]) : _columns[i];
        }
        _columns.RemoveRange((_columns.Count + 1) / 2, _columns.Count / 2);
        _widthMs *= 2;
    }

    private static (double Low, double High) Union((double Low, double High) one, (double Low, double High) other) =>
        double.IsNaN(one.Low) ? other : double.IsNaN(other.Low) ? one : (Math.Min(one.Low, other.Low), Math.Max(one.High, other.High));
}
