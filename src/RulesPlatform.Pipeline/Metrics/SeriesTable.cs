namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// Interns series. Ids are given once, in order of first appearance, and never reused; the history stores them
/// with the first batch that carries them. Safe for many threads.
/// </summary>
public sealed class SeriesTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SeriesKey, int> _ids = [];

    // Names and values repeat from series to series: one text of each is kept.
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private SeriesKey?[] _keys = new SeriesKey?[1024];
    private int _count;

    /// <summary>One more than the highest id given so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <exception cref="ArgumentOutOfRangeException">No such series was interned.</exception>
    public SeriesKey this[SeriesId id] =>
        (uint)id.Value < (uint)Count && Volatile.Read(ref _keys)[id.Value] is { } key
            ? key
            : throw new ArgumentOutOfRangeException(nameof(id), id.Value, "No series of this id is known.");

    public SeriesId Intern(SeriesKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            if (_ids.TryGetValue(key, out int known))
            {
                return new SeriesId(known);
            }
            Set(_count, key);
            return new SeriesId(_count - 1);
        }
    }

    public bool TryFind(SeriesKey key, out SeriesId id)
    {
        lock (_gate)
        {
            bool found = _ids.TryGetValue(key, out int known);
            id = new SeriesId(known);
            return found;
        }
    }

    /// <summary>True and the key where <paramref name="id"/> is known; ids that a crash skipped are not.</summary>
    public bool TryGet(SeriesId id, out SeriesKey key)
    {
        key = (uint)id.Value < (uint)Count ? Volatile.Read(ref _keys)[id.Value]! : null!;
        return key is not null;
    }

    /// <summary>Puts back a series that the history remembers, at the id it had.</summary>
    /// <exception cref="InvalidOperationException">The id or the key already stands for something else.</exception>
    public void Restore(SeriesId id, SeriesKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            if (_ids.TryGetValue(key, out int known) ? known != id.Value : id.Value < _count && _keys[id.Value] is not null)
            {
                throw new InvalidOperationException($"Series {key} cannot be restored as {id.Value}: the table already holds another.");
            }
            Set(id.Value, key);
        }
    }

    /// <summary>A table of its own with the same series at the same ids.</summary>
    public SeriesTable Copy()
    {
        var copy = new SeriesTable();
        lock (_gate)
        {
            for (int id = 0; id < _count; id++)
            {
                if (_keys[id] is { } key)
                {
                    copy.Set(id, key);
                }
            }
            copy._count = _count;
        }
        return copy;
    }

    private void Set(int id, SeriesKey key)
    {
        if (id >= _keys.Length)
        {
            SeriesKey?[] larger = new SeriesKey?[Math.Max(id + 1, _keys.Length * 2)];
            _keys.AsSpan().CopyTo(larger);
            Volatile.Write(ref _keys, larger);
        }
        key = key.WithTexts(Shared);
        _keys[id] = key;
        _ids[key] = id;
        Volatile.Write(ref _count, Math.Max(_count, id + 1));
    }

    private string Shared(string text)
    {
        if (_texts.TryGetValue(text, out string? known))
        {
            return known;
        }
        _texts.Add(text);
        return text;
    }
}
