using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>
/// What was read of a body and not yet applied: one row for every line that counts. A row is of an entry of the memory, or of
/// something new: <c>~index</c> into <see cref="New"/>. Reused from body to body; not thread-safe.
/// </summary>
internal sealed class SampleRows
{
    // All of a target's first answer is new, and hardly anything of the later ones.
    private const int KeptNew = 64;

    private int[] _entries = new int[256];
    private double[] _values = new double[256];
    private long[] _times = new long[256];

    public int Count { get; private set; }

    public List<NewText> New { get; } = [];

    public Span<int> Entries => _entries.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Unix milliseconds, 0 where the line gave none.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        New.Clear();
        if (New.Capacity > KeptNew)
        {
            New.Capacity = KeptNew;
        }
    }

    public void Add(int entry, double value, long time)
    {
        if (Count == _entries.Length)
        {
            Grow();
        }
        _entries[Count] = entry;
        _values[Count] = value;
        _times[Count++] = time;
    }

    public void AddNew(NewText text, double value, long time)
    {
        New.Add(text);
        Add(~(New.Count - 1), value, time);
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Count * 2);
        Array.Resize(ref _values, Count * 2);
        Array.Resize(ref _times, Count * 2);
    }

    /// <summary>A text of the body that was not met before.</summary>
    /// <param name="Series">Null for a line of metadata.</param>
    internal readonly record struct NewText(int Start, int Length, SeriesKey? Series, MetadataText Metadata);
}
