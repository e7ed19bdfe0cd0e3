using System.Runtime.InteropServices;
using System.Text;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>Reads what <see cref="StateWriter"/> wrote, in the same order.</summary>
/// <exception cref="EndOfStreamException">The state is shorter than what is asked of it.</exception>
public sealed class StateReader : IDisposable
{
    private readonly BinaryReader _reader;

    public StateReader(ReadOnlyMemory<byte> state) => _reader = new BinaryReader(new MemoryStream(state.ToArray(), writable: false), Encoding.UTF8);

    public bool ReadBoolean() => _reader.ReadBoolean();

    public int ReadInt32() => _reader.ReadInt32();

    public long ReadInt64() => _reader.ReadInt64();

    public double ReadDouble() => _reader.ReadDouble();

    public string ReadString() => _reader.ReadString();

    public Slot ReadSlot() => new(ReadInt64());

    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    public DateTimeOffset ReadInstant() => DateTimeOffset.FromUnixTimeMilliseconds(ReadInt64());

    public string? ReadOptional() => ReadBoolean() ? ReadString() : null;

    public LabelSet ReadLabels()
    {
        var labels = new Label[ReadInt32()];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = new Label(ReadString(), ReadString());
        }
        return LabelSet.Of(labels);
    }

    public T[] ReadColumn<T>() where T : unmanaged
    {
        T[] column = new T[ReadInt32()];
        _reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan()));
        return column;
    }

    public SampleBatch ReadBatch()
    {
        string job = ReadString();
        Slot slot = ReadSlot();
        bool isLate = ReadBoolean();
        return new SampleBatch(job, slot, ReadColumn<int>(), ReadColumn<double>(), ReadColumn<long>(), [], isLate);
    }

    public void Dispose() => _reader.Dispose();
}
