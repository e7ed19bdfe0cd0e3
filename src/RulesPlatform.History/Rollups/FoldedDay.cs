using System.Runtime.InteropServices;
using RulesPlatform.History.Columns;
using RulesPlatform.History.Samples;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Rollups;

/// <summary>A day of some series in steps, under construction: a row for each step, a column for each series.</summary>
internal sealed class FoldedDay
{
    public static IReadOnlyList<string> Folds { get; } = ["min", "max", "sum", "count"];

    private readonly long _step;
    private readonly Row[][] _rows;
    private readonly List<double> _values = [];

    public FoldedDay(long day, long step, Layout layout)
    {
        _step = step;
        int count = (int)(RollupStep.Day / step);
        Day = day;
        _rows = [.. Folds.Select(_ => Enumerable.Range(0, count).Select(i => new Row(i + 1, day + i * step, layout, new double[layout.Series.Length], null)).ToArray())];
    }

    public long Day { get; }

    /// <summary>By <see cref="Folds"/>.</summary>
    public IReadOnlyList<IReadOnlyList<Row>> Rows => _rows;

    /// <summary>Folds a series' samples of the day, oldest first. A step without any repeats the one before with the count 0.</summary>
    public void Add(int column, List<Sample> samples)
    {
        int next = 0;
        for (int i = 0; i < _rows[0].Length; i++)
        {
            long end = Day + (i + 1) * _step;
            _values.Clear();
            for (; next < samples.Count && samples[next].UnixMs < end; next++)
            {
                if (!double.IsNaN(samples[next].Value))
                {
                    _values.Add(samples[next].Value);
                }
            }
            Set(i, column);
        }
    }

    /// <summary>Whether a fold is the minimum over again, as it is where a step has one sample: then it is not stored.</summary>
    public bool RepeatsMin(int fold)
    {
        for (int i = 0; i < _rows[0].Length; i++)
        {
            if (!MemoryMarshal.AsBytes<double>(_rows[0][i].Values).SequenceEqual(MemoryMarshal.AsBytes<double>(_rows[fold][i].Values)))
            {
                return false;
            }
        }
        return true;
    }

    private void Set(int step, int column)
    {
        Span<double> values = CollectionsMarshal.AsSpan(_values);
        if (values.Length == 0)
        {
            for (int fold = 0; fold < 3; fold++)
            {
                _rows[fold][step].Values[column] = step == 0 ? 0 : _rows[fold][step - 1].Values[column];
            }
            _rows[3][step].Values[column] = 0;
            return;
        }
        (double min, double max) = (values[0], values[0]);
        foreach (double value in values)
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }
        _rows[0][step].Values[column] = min;
        _rows[1][step].Values[column] = max;
        _rows[2][step].Values[column] = NumberDomain.Sum(values);
        _rows[3][step].Values[column] = values.Length;
    }
}
