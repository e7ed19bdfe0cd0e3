using System.Runtime.InteropServices;
using System.Text;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>Writes checkpoint state: little-endian, no alignment, strings in UTF-8 with their length.</summary>
public sealed class StateWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    public StateWriter() => _writer = new BinaryWriter(_bytes, Encoding.UTF8);

    public ReadOnlyMemory<byte> ToMemory()
    {
        _writer.Flush();
        return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
    }

    public void Write(bool value) => _writer.Write(value);

    public void Write(int value) => _writer.Write(value);

    public void Write(long value) => _writer.Write(value);

    public void Write(double value) => _writer.Write(value);

    public void Write(string value) => _writer.Write(value);

    public void Write(Slot slot) => _writer.Write(slot.UnixMs);

    public void Write(TimeSpan value) => _writer.Write(value.Ticks);

    public void Write(DateTimeOffset instant) => _writer.Write(instant.ToUnixTimeMilliseconds());

    /// <summary>Null is told apart from empty.</summary>
    public void WriteOptional(string? value)
    {
        Write(value is not null);
        if (value is not null)
        {
            Write(value);
        }
    }

    public void Write(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Write(labels.Count);
        foreach (Label label in labels)
        {
            Write(label.Name);
            Write(label.Value);
        }
    }

    /// <summary>The raw bytes of a column with its length.</summary>
    public void WriteColumn<T>(ReadOnlySpan<T> column) where T : unmanaged
    {
        Write(column.Length);
        _writer.Write(MemoryMarshal.AsBytes(column));
    }

    /// <summary>The columns of a batch; how its targets answered is not state.</summary>
    public void Write(SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Write(batch.Job);
        Write(batch.Slot);
        Write(batch.IsLate);
        WriteColumn(batch.Series);
        WriteColumn(batch.Values);
        WriteColumn(batch.Times);
    }

    public void Dispose() => _writer.Dispose();
}
