using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace RulesPlatform.History.Columns;

/// <summary>Reads what <see cref="BitWriter"/> wrote, in the same order.</summary>
/// <exception cref="InvalidDataException">More is asked for than there is: the bytes are damaged.</exception>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _position;

    /// <summary>Whole bytes read; call <see cref="Align"/> first.</summary>
    public readonly int Offset => (int)(_position >> 3);

    public ulong Read(int count)
    {
        if (count > 32)
        {
            ulong high = Read(count - 32);
            return (high << 32) | Read(32);
        }
        if (count == 0)
        {
            return 0;
        }
        if (_position + count > (long)_bytes.Length * 8)
        {
            throw Damaged();
        }
        ulong window = Window();
        _position += count;
        return window >> (64 - count);
    }

    /// <summary>Ones up to the next zero, or <paramref name="limit"/> (at most 32) of them without one.</summary>
    public int ReadOnes(int limit)
    {
        int ones = Math.Min(BitOperations.LeadingZeroCount(~Window()), limit);
        _position += ones < limit ? ones + 1 : ones;
        return _position <= (long)_bytes.Length * 8 ? ones : throw Damaged();
    }

    public ulong ReadSized()
    {
        int bits = (int)Read(7);
        return bits switch
        {
            0 => 0,
            <= 64 => (1UL << (bits - 1)) | Read(bits - 1),
            _ => throw Damaged(),
        };
    }

    public uint ReadGamma()
    {
        int bits = 0;
        while (Read(1) == 0)
        {
            if (++bits > 32)
            {
                throw Damaged();
            }
        }
        return (uint)(((1UL << bits) | Read(bits)) - 1);
    }

    public void Align() => _position = (_position + 7) & ~7L;

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            ulong group = Read(8);
            value |= (group & 0x7F) << shift;
            if (group < 0x80)
            {
                return value;
            }
        }
        throw Damaged();
    }

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        int from = Offset;
        if (count < 0 || count > _bytes.Length - from)
        {
            throw Damaged();
        }
        _position += (long)count * 8;
        return _bytes.Slice(from, count);
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes((int)Math.Min(ReadVarint(), int.MaxValue)));

    private static InvalidDataException Damaged() => new("A stored block ends before what it announces: it is damaged.");

    /// <summary>At least 33 bits from the position on, left-aligned; zeros past the end.</summary>
    private readonly ulong Window()
    {
        int at = (int)(_position >> 3);
        int within = (int)(_position & 7);
        if (at + 8 <= _bytes.Length)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]) << within;
        }
        ulong tail = 0;
        for (int i = 0; i < 8; i++)
        {
            tail = (tail << 8) | (at + i < _bytes.Length ? _bytes[at + i] : 0u);
        }
        return tail << within;
    }
}
