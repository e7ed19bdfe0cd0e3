using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>Reads the little-endian parts of a trace's blocks one after another.</summary>
/// <remarks>Past the end every read throws <see cref="InvalidDataException"/>.</remarks>
internal ref struct NettraceSpan(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw new InvalidDataException($"the trace ends {length - _rest.Length} bytes early");
        }
        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Seven bits a byte, the lowest first, the eighth set where more follow.</summary>
    public ulong Variable()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("a number in the trace is longer than ten bytes");
    }

    /// <summary>UTF-16 up to a zero.</summary>
    public string Text()
    {
        int length = 0;
        while (BinaryPrimitives.ReadInt16LittleEndian(Peek(length * 2, 2)) != 0)
        {
            length++;
        }
        var text = new string(MemoryMarshal.Cast<byte, char>(Take(length * 2)));
        Take(2);
        return text;
    }

    private readonly ReadOnlySpan<byte> Peek(int at, int length) =>
        at + length <= _rest.Length ? _rest.Slice(at, length) : throw new InvalidDataException("a text in the trace has no end");
}
