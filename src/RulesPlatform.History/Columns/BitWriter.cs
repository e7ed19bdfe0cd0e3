using System.Numerics;
using System.Text;

namespace RulesPlatform.History.Columns;

/// <summary>Bits and varints into a growing buffer, most significant bit first. Not thread-safe; reused after <see cref="Clear"/>.</summary>
internal sealed class BitWriter
{
    private byte[] _bytes = new byte[4096];
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Whole bytes written; call <see cref="Align"/> first.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => (Length, _pending, _pendingBits) = (0, 0, 0);

    /// <summary>The lowest <paramref name="count"/> bits of <paramref name="value"/>; 0 to 64 of them.</summary>
    public void Write(ulong value, int count)
    {
        if (count > 32)
        {
            Write(value >> 32, count - 32);
            count = 32;
        }
        if (_bytes.Length - Length < 8)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
        _pending = (_pending << count) | (value & ((1UL << count) - 1));
        _pendingBits += count;
        while (_pendingBits >= 8)
        {
            _pendingBits -= 8;
            _bytes[Length++] = (byte)(_pending >> _pendingBits);
        }
    }

    /// <summary>As many ones as <paramref name="count"/> says (at most 32) and, where <paramref name="closed"/>, a zero.</summary>
    public void WriteOnes(int count, bool closed)
    {
        ulong ones = (1UL << count) - 1;
        Write(closed ? ones << 1 : ones, closed ? count + 1 : count);
    }

    /// <summary>Seven bits of length, then the value without its leading one: short for small numbers, possible for all.</summary>
    public void WriteSized(ulong value)
    {
        int bits = 64 - BitOperations.LeadingZeroCount(value);
        Write((uint)bits, 7);
        Write(value, Math.Max(bits - 1, 0));
    }

    /// <summary>Elias gamma of <paramref name="value"/> + 1: one bit for 0.</summary>
    public void WriteGamma(uint value)
    {
        int bits = BitOperations.Log2((ulong)value + 1);
        Write(0, bits);
        Write((ulong)value + 1, bits + 1);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Align()
    {
        if (_pendingBits > 0)
        {
            Write(0, 8 - _pendingBits);
        }
    }

    /// <summary>Base 128, least significant group first. Aligned.</summary>
    public void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Write(value | 0x80, 8);
            value >>= 7;
        }
        Write(value, 8);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length + 8)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length + 8));
        }
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>UTF-8 with its length. Aligned.</summary>
    public void WriteText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteVarint((ulong)bytes.Length);
        WriteBytes(bytes);
    }
}
