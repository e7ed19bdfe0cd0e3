using RulesPlatform.History.Columns;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Samples;

/// <summary>One column under encoding: its values in arrival order, mapped to integers. Reused from block to block.</summary>
internal sealed class GatheredColumn
{
    private readonly List<(int Position, ulong Bits)> _exceptions = [];
    private readonly List<long> _times = [];
    private double[] _values = [];
    private long[] _numbers = [];

    public int Count { get; private set; }

    /// <summary>Whether each row of the block has exactly one sample here, so that columns lie row by row beside each other.</summary>
    public bool IsFull { get; private set; }

    public int Domain { get; private set; }

    public ReadOnlySpan<long> Numbers => _numbers.AsSpan(0, Count);

    /// <summary>Last number less the first.</summary>
    public long Increase { get; private set; }

    /// <summary>Whether others may follow it: full, without exceptions, in decimal numbers that end higher than they began.</summary>
    public bool Grows => IsFull && Increase > 0 && Domain != NumberDomain.Bits && _exceptions.Count == 0;

    public void Begin(int capacity, bool isFull)
    {
        if (_values.Length < capacity)
        {
            _values = new double[capacity];
            _numbers = new long[capacity];
        }
        (Count, IsFull) = (0, isFull);
        _times.Clear();
    }

    public void Add(double value, long? offset)
    {
        _values[Count++] = value;
        if (offset is { } time)
        {
            _times.Add(time);
        }
    }

    public void Map()
    {
        Domain = NumberDomain.Map(_values.AsSpan(0, Count), _numbers, _exceptions);
        Increase = Count == 0 ? 0 : _numbers[Count - 1] - _numbers[0];
    }

    public void WriteDomain(BitWriter body)
    {
        body.Write((uint)Domain, 4);
        body.WriteGamma((uint)_exceptions.Count);
        foreach ((int position, ulong bits) in _exceptions)
        {
            body.WriteGamma((uint)(Count - 1 - position));
            bool isMarker = Staleness.IsMarker(BitConverter.UInt64BitsToDouble(bits));
            body.Write(isMarker ? 1u : 0u, 1);
            body.Write(bits, isMarker ? 0 : 64);
        }
    }

    public void WriteTimes(BitWriter body)
    {
        if (_times.Count > 0)
        {
            IntegerColumn.Write(body, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_times));
        }
    }
}
