using System.Runtime.CompilerServices;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>
/// The texts that one target's answer was made of, in order, and what each stood for. A steady target sends the same texts in the same order:
/// each is then recognised by comparing bytes with the one expected, and by hash only where the order changed. Not thread-safe.
/// </summary>
internal sealed class SeriesMemory
{
    /// <summary>What a text stands for when it is a series that the job's filter leaves out.</summary>
    public const int Dropped = -1;

    /// <summary>What a text stands for when it is a line of metadata or a comment.</summary>
    public const int Metadata = -2;

    private const int NothingToGain = 64;

    private Entry[] _entries = [];
    private int[] _buckets = [];
    private int[] _order = [];
    private byte[] _texts = [];
    private int _count;
    private int _orderCount;
    private int _textLength;
    private int _cursor;

    public int Count => _count;

    /// <summary>The expected text starts again with the first.</summary>
    public void Rewind() => _cursor = 0;

    /// <summary>Whether every text was met in the order expected, and none is missing.</summary>
    public bool IsAsExpected(int texts) => texts == _orderCount && _cursor == _orderCount;

    /// <summary>What entry <paramref name="entry"/> stands for: a series id, <see cref="Dropped"/> or <see cref="Metadata"/>.</summary>
    public int MeaningOf(int entry) => _entries[entry].Meaning;

    /// <summary>Whether <paramref name="text"/> begins with the text expected next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryExpect(ReadOnlySpan<byte> text, out int entry, out int length, out int meaning)
    {
        if ((uint)_cursor < (uint)_orderCount)
        {
            entry = _order[_cursor];
            ref readonly Entry expected = ref _entries[entry];
            (length, meaning) = (expected.Length, expected.Meaning);
            return text.StartsWith(new ReadOnlySpan<byte>(_texts, expected.Offset, length));
        }
        (entry, length, meaning) = (-1, 0, 0);
        return false;
    }

    /// <summary>The expected text was met.</summary>
    public void Advance() => _cursor++;

    /// <summary>Finds a text by hash; what followed it last time is expected next.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out int entry)
    {
        if (!TryLookUp(text, HashOf(text), out entry))
        {
            return false;
        }
        int position = _entries[entry].Position;
        _cursor = position >= 0 ? position + 1 : _cursor;
        return true;
    }

    /// <summary>Adds a text, or finds it where it was added before.</summary>
    public int Add(ReadOnlySpan<byte> text, int meaning)
    {
        int hash = HashOf(text);
        if (TryLookUp(text, hash, out int known))
        {
            return known;
        }
        Reserve(text.Length);
        text.CopyTo(_texts.AsSpan(_textLength));
        _entries[_count] = new Entry(_textLength, text.Length, hash, meaning, _orderCount, Next: -1);
        _textLength += text.Length;
        Link(_count);
        return _count++;
    }

    /// <summary>Expects <paramref name="entries"/> in this order from now on, and forgets the others when they are the greater part.</summary>
    public void Expect(ReadOnlySpan<int> entries)
    {
        if (_order.Length < entries.Length)
        {
            _order = new int[entries.Length + (entries.Length / 4)];
        }
        entries.CopyTo(_order);
        _orderCount = entries.Length;
        for (int i = 0; i < _count; i++)
        {
            _entries[i].Position = -1;
        }
        int live = 0;
        for (int i = 0; i < _orderCount; i++)
        {
            ref Entry entry = ref _entries[_order[i]];
            live += entry.Position < 0 ? 1 : 0;
            entry.Position = i;
        }
        if (_count - live > live + NothingToGain)
        {
            ForgetAllBut(live);
        }
    }

    private void ForgetAllBut(int live)
    {
        Entry[] old = _entries;
        byte[] oldTexts = _texts;
        int[] moved = new int[_count];
        Array.Fill(moved, -1);
        (_entries, _buckets, _texts, _count, _textLength) = (new Entry[live], [], new byte[oldTexts.Length / 2], 0, 0);
        for (int i = 0; i < _orderCount; i++)
        {
            int from = _order[i];
            if (moved[from] < 0)
            {
                moved[from] = Add(oldTexts.AsSpan(old[from].Offset, old[from].Length), old[from].Meaning);
            }
            _order[i] = moved[from];
            _entries[_order[i]].Position = i;
        }
    }

    private bool TryLookUp(ReadOnlySpan<byte> text, int hash, out int entry)
    {
        entry = _buckets.Length == 0 ? -1 : _buckets[hash & (_buckets.Length - 1)] - 1;
        while (entry >= 0)
        {
            ref readonly Entry candidate = ref _entries[entry];
            if (candidate.Hash == hash && text.SequenceEqual(_texts.AsSpan(candidate.Offset, candidate.Length)))
            {
                return true;
            }
            entry = candidate.Next;
        }
        return false;
    }

    private void Link(int entry)
    {
        ref int bucket = ref _buckets[_entries[entry].Hash & (_buckets.Length - 1)];
        _entries[entry].Next = bucket - 1;
        bucket = entry + 1;
    }

    private void Reserve(int bytes)
    {
        if (_textLength + bytes > _texts.Length)
        {
            Array.Resize(ref _texts, Math.Max(_textLength + bytes, Math.Max(1024, _texts.Length * 3 / 2)));
        }
        if (_count >= _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(16, _entries.Length * 3 / 2));
        }
        if (_count < _buckets.Length)
        {
            return;
        }
        _buckets = new int[Math.Max(16, _buckets.Length * 2)];
        for (int i = 0; i < _count; i++)
        {
            Link(i);
        }
    }

    /// <summary>Seeded per process, so that a target cannot choose texts that collide.</summary>
    private static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return hash.ToHashCode();
    }

    /// <param name="Position">Where it stood in the order, or -1.</param>
    /// <param name="Next">Another entry of the same bucket, or -1.</param>
    private record struct Entry(int Offset, int Length, int Hash, int Meaning, int Position, int Next);
}
