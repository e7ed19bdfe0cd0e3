using System.Buffers;
using System.Text;

namespace RulesPlatform.Host.Responders.Run;

/// <summary>The first bytes of two streams, in the order in which they came; the rest is read and dropped, so that no writer is held up. Thread-safe.</summary>
internal sealed class BoundedOutput(int maxBytes)
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _kept = new(1024);
    private long _dropped;

    /// <summary>As UTF-8; invalid bytes and control characters other than tab and line feed become �.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                string text = Encoding.UTF8.GetString(_kept.WrittenSpan).ReplaceLineEndings("\n");
                return string.Create(text.Length, text, static (clean, from) =>
                {
                    for (int i = 0; i < clean.Length; i++)
                    {
                        clean[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t') ? '\uFFFD' : from[i];
                    }
                });
            }
        }
    }

    /// <summary>Bytes that came beyond the bound.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate)
            {
                return _dropped;
            }
        }
    }

    /// <summary>Reads to the end of the stream.</summary>
    public async Task Drain(Stream stream, CancellationToken cancellation)
    {
        byte[] buffer = new byte[8192];
        try
        {
            for (int length; (length = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                Keep(buffer.AsSpan(0, length));
            }
        }
        catch (IOException)
        {
            // The pipe broke with its writer: what came until then is the output.
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            int room = Math.Min(bytes.Length, Math.Max(0, maxBytes - _kept.WrittenCount));
            _kept.Write(bytes[..room]);
            _dropped += bytes.Length - room;
        }
    }
}
