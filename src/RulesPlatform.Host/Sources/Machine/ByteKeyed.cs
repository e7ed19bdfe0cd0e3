using System.Diagnostics.CodeAnalysis;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Things that come and go, found by the bytes that name them in the kernel's text: finding a known one allocates nothing. Those
/// not found again for a whole round are forgotten once they outnumber the others. Not thread-safe.
/// </summary>
/// <param name="create">Makes the thing when its name is first seen.</param>
/// <param name="forget">Told of each thing that is forgotten.</param>
internal sealed class ByteKeyed<T>(Func<ReadOnlySpan<byte>, T> create, Action<T>? forget = null) where T : class
{
    private const int Slack = 64;

    private readonly Dictionary<byte[], Entry> _entries = new(BytesEquality.Instance);
    private long _round;
    private int _seen;

    public int Count => _entries.Count;

    public void BeginRound()
    {
        if (_entries.Count > 2 * _seen + Slack)
        {
            foreach ((byte[] key, Entry entry) in _entries)
            {
                if (entry.Round != _round)
                {
                    _entries.Remove(key);
                    forget?.Invoke(entry.Thing);
                }
            }
        }
        _round++;
        _seen = 0;
    }

    public T this[ReadOnlySpan<byte> name]
    {
        get
        {
            if (!_entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out Entry? entry))
            {
                entry = new Entry(create(name));
                _entries.Add(name.ToArray(), entry);
            }
            _seen += entry.Round == _round ? 0 : 1;
            entry.Round = _round;
            return entry.Thing;
        }
    }

    private sealed class Entry(T thing)
    {
        public T Thing { get; } = thing;

        public long Round { get; set; } = -1;
    }

    private sealed class BytesEquality : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesEquality Instance = new();

        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> bytes)
        {
            var hash = new HashCode();
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
