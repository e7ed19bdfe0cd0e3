using RulesPlatform.Pipeline.Analysis.Folds;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>
/// The series that one selector matches, a row each, with their newest samples and, unless only those are asked for, their windows.
/// Inputs of one group that ask for the same series over the same panes share one.
/// </summary>
internal sealed class InputWindow
{
    private readonly IReadOnlyList<LabelMatcher> _where;
    private readonly FoldColumn? _column;
    private LabelSet[] _labels = new LabelSet[16];
    private long[] _lastMs = new long[16];
    private double[] _lastValue = new double[16];
    private int[] _cadenceMs = new int[16];
    private bool[] _ended = new bool[16];

    public InputWindow(InputDefinition input, TimeSpan interval, TimeSpan tolerance)
    {
        Key = KeyOf(input, interval, tolerance);
        Metric = input.Metric;
        Signal = input.Signal;
        _where = input.Where;
        Over = OverOf(input, interval, tolerance);
        Offset = input.Offset;
        if (input.Fold != Fold.Last || input.Offset > TimeSpan.Zero)
        {
            Fold fold = input.Fold == Fold.Last ? Fold.At : input.Fold;
            _column = FoldColumn.Create(fold, new WindowGeometry(interval, Over, Offset));
        }
    }

    /// <summary>Equal for inputs that can share: selector, fold family, span, offset and the group's interval.</summary>
    public string Key { get; }

    public string? Metric { get; }

    public string? Signal { get; }

    public TimeSpan Over { get; }

    public TimeSpan Offset { get; }

    public int Count { get; private set; }

    public bool HasPanes => _column is not null;

    public ReadOnlySpan<LabelSet> Labels => _labels.AsSpan(0, Count);

    public ReadOnlySpan<long> LastMs => _lastMs.AsSpan(0, Count);

    /// <summary>Milliseconds between the last two samples of a row; 0 before there are two.</summary>
    public ReadOnlySpan<int> CadenceMs => _cadenceMs.AsSpan(0, Count);

    public ReadOnlySpan<bool> Ended => _ended.AsSpan(0, Count);

    public static string KeyOf(InputDefinition input, TimeSpan interval, TimeSpan tolerance)
    {
        string where = string.Join(',', input.Where.Select(matcher => matcher.ToString()).Order(StringComparer.Ordinal));
        string family = input.Fold == Fold.Last && input.Offset > TimeSpan.Zero ? "newest" : FoldColumn.FamilyOf(input.Fold);
        return $"{input.Metric}|{input.Signal}|{where}|{family}|{OverOf(input, interval, tolerance).Ticks}|{input.Offset.Ticks}|{interval.Ticks}";
    }

    public bool Matches(LabelSet labels)
    {
        foreach (LabelMatcher matcher in _where)
        {
            if (!matcher.Matches(labels))
            {
                return false;
            }
        }
        return true;
    }

    public int AddRow(LabelSet labels)
    {
        if (Count == _labels.Length)
        {
            Array.Resize(ref _labels, Count * 2);
            Array.Resize(ref _lastMs, Count * 2);
            Array.Resize(ref _lastValue, Count * 2);
            Array.Resize(ref _cadenceMs, Count * 2);
            Array.Resize(ref _ended, Count * 2);
        }
        _labels[Count] = labels;
        _lastMs[Count] = long.MinValue;
        _lastValue[Count] = double.NaN;
        _column?.AddRow();
        return Count++;
    }

    /// <summary>Panes up to the one that holds <paramref name="slot"/>; samples that follow belong to it.</summary>
    public void AdvanceTo(Slot slot) => _column?.AdvanceTo(slot);

    /// <param name="unixMs">Not older than the row's newest sample; an older one is passed over (late data).</param>
    public void Add(int row, long unixMs, double value)
    {
        if (Staleness.IsMarker(value))
        {
            _ended[row] = true;
            return;
        }
        long last = _lastMs[row];
        if (unixMs <= last)
        {
            return;
        }
        if (last != long.MinValue && !_ended[row])
        {
            _cadenceMs[row] = (int)Math.Min(int.MaxValue, unixMs - last);
        }
        _lastMs[row] = unixMs;
        _lastValue[row] = value;
        _ended[row] = false;
        _column?.Add(row, unixMs, value);
    }

    /// <summary>What the fold gives for each row now, and over how many samples (1 for the newest sample).</summary>
    public void Read(Fold fold, double percentile, Span<double> values, Span<int> counts)
    {
        if (_column is null)
        {
            _lastValue.AsSpan(0, Count).CopyTo(values);
            counts.Fill(1);
            return;
        }
        _column.Read(fold, percentile, values, counts);
    }

    /// <summary>Drops the rows whose newest sample is older; the others keep their order.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Forget(long beforeMs)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(row => _lastMs[row] >= beforeMs)];
        if (kept.Length == Count)
        {
            return false;
        }
        _labels = Kept(_labels, kept);
        _lastMs = Kept(_lastMs, kept);
        _lastValue = Kept(_lastValue, kept);
        _cadenceMs = Kept(_cadenceMs, kept);
        _ended = Kept(_ended, kept);
        _column?.Keep(kept);
        Count = kept.Length;
        return true;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(Count);
        foreach (LabelSet labels in Labels)
        {
            writer.Write(labels);
        }
        writer.WriteColumn<long>(LastMs);
        writer.WriteColumn<double>(_lastValue.AsSpan(0, Count));
        writer.WriteColumn<int>(CadenceMs);
        writer.WriteColumn<bool>(Ended);
        _column?.Save(writer);
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            AddRow(reader.ReadLabels());
        }
        reader.ReadColumn<long>().CopyTo(_lastMs, 0);
        reader.ReadColumn<double>().CopyTo(_lastValue, 0);
        reader.ReadColumn<int>().CopyTo(_cadenceMs, 0);
        reader.ReadColumn<bool>().CopyTo(_ended, 0);
        _column?.Load(reader);
    }

    private static T[] Kept<T>(T[] column, int[] rows)
    {
        var kept = new T[Math.Max(16, rows.Length)];
        for (int i = 0; i < rows.Length; i++)
        {
            kept[i] = column[rows[i]];
        }
        return kept;
    }

    /// <summary>A point in the past (<c>at</c>) is looked for within the tolerance where no span is given, or to 1/512 of a far one: two panes that wait.</summary>
    private static TimeSpan OverOf(InputDefinition input, TimeSpan interval, TimeSpan tolerance)
    {
        if (input.Over > TimeSpan.Zero)
        {
            return input.Over;
        }
        long intervals = (long)Math.Ceiling(tolerance / interval);
        long panes = 2 * (long)Math.Ceiling(input.Offset / interval / WindowGeometry.MostWaiting);
        return interval * Math.Max(1, Math.Max(intervals, panes));
    }
}
