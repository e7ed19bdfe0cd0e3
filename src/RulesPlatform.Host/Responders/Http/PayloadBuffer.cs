using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>A JSON body under construction, from a pool. Give it back with <see cref="Return"/> once nobody reads it any more, or let it go.</summary>
internal sealed class PayloadBuffer
{
    private const int MostKept = 64;
    private const int LargestKept = 256 * 1024;

    private static readonly ConcurrentQueue<PayloadBuffer> Pool = new();

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private PayloadBuffer() => Json = new Utf8JsonWriter(_bytes, Options);

    public Utf8JsonWriter Json { get; }

    /// <summary>Everything written, flushed. Valid until the buffer is returned or written to again.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Json.Flush();
            return _bytes.WrittenMemory;
        }
    }

    public static PayloadBuffer Rent() => Pool.TryDequeue(out PayloadBuffer? buffer) ? buffer : new PayloadBuffer();

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Json.Reset();
    }

    public void Return()
    {
        if (_bytes.Capacity <= LargestKept && Pool.Count < MostKept)
        {
            Clear();
            Pool.Enqueue(this);
        }
    }
}
