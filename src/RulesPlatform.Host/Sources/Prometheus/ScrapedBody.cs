using System.Buffers;
using System.IO.Compression;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Prometheus;

/// <summary>A body in a pooled buffer, decompressed, with the guards enforced while it comes in. Not thread-safe.</summary>
internal sealed class ScrapedBody : IDisposable
{
    private const int Smallest = 16 * 1024;

    private byte[] _bytes;
    private int _length;

    /// <param name="expected">How large the last one was.</param>
    public ScrapedBody(int expected) => _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, expected + (expected / 8)));

    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <param name="encodings">The Content-Encoding, in the order applied.</param>
    /// <exception cref="SourceFaultException">A guard, an encoding that is not understood, or compressed bytes that are damaged.</exception>
    public async Task Read(Stream wire, IEnumerable<string> encodings, CollectionGuards guards, CancellationToken cancellation)
    {
        Stream stream = new BoundedStream(
            wire, guards.MaxBodyBytes, $"the body is larger than {guards.MaxBodyBytes} bytes (guards.maxBodyBytes); raise the guard or have the target expose less");
        foreach (string encoding in encodings.Reverse())
        {
            stream = Decompress(stream, encoding.Trim().ToLowerInvariant());
        }
        try
        {
            await ReadToEnd(stream, guards.MaxTextBytes, cancellation);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException)
        {
            throw new SourceFaultException($"the compressed body is damaged or cut off: {damaged.Message}", damaged) { IsTransient = true };
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    /// <summary>Ends the last line where the sender left that out, and the transfer vouches that nothing is missing.</summary>
    public void EndLastLine()
    {
        if (_length == 0 || _bytes[_length - 1] == '\n')
        {
            return;
        }
        MakeRoom();
        _bytes[_length++] = (byte)'\n';
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
        (_bytes, _length) = ([], 0);
    }

    private static Stream Decompress(Stream stream, string encoding) => encoding switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "identity" or "" => stream,
        _ => throw new SourceFaultException($"the body is encoded as '{encoding}', which was not asked for; gzip, deflate and br are understood"),
    };

    private async Task ReadToEnd(Stream stream, long bound, CancellationToken cancellation)
    {
        while (true)
        {
            MakeRoom();
            int read = await stream.ReadAsync(_bytes.AsMemory(_length), cancellation);
            if (read == 0)
            {
                return;
            }
            _length += read;
            if (_length > bound)
            {
                throw new SourceFaultException($"the body's text is larger than {bound} bytes (guards.maxTextBytes); raise the guard or have the target expose less");
            }
        }
    }

    private void MakeRoom()
    {
        if (_length < _bytes.Length)
        {
            return;
        }
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, (long)_bytes.Length * 2));
        if (larger.Length == _bytes.Length)
        {
            throw new SourceFaultException($"the body's text is larger than {_bytes.Length} bytes, the most that can be held");
        }
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
