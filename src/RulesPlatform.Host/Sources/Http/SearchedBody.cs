using System.Buffers;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>The body of one answer: read to its end, since the whole transfer is timed, but kept only as far as it is searched.</summary>
/// <param name="isKept">Whether it is going to be searched at all.</param>
internal sealed class SearchedBody(bool isKept) : IDisposable
{
    private const int SearchedBytes = 1024 * 1024;
    private const int ReadBytes = 16 * 1024;

    private readonly byte[] _beginning = isKept ? ArrayPool<byte>.Shared.Rent(SearchedBytes) : [];
    private readonly byte[] _rest = ArrayPool<byte>.Shared.Rent(ReadBytes);
    private readonly int _room = isKept ? SearchedBytes : 0;
    private int _kept;

    /// <summary>Bytes read so far.</summary>
    public long Length { get; private set; }

    /// <exception cref="SourceFaultException">It is longer than the guard allows.</exception>
    public async Task Read(HttpContent content, CollectionGuards guards, CancellationToken cancellation)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancellation);
        while (true)
        {
            bool isKept = _kept < _room;
            int read = await stream.ReadAsync(isKept ? _beginning.AsMemory(_kept, _room - _kept) : _rest, cancellation);
            if (read == 0)
            {
                return;
            }
            _kept += isKept ? read : 0;
            Length += read;
            if (Length > guards.MaxBodyBytes)
            {
                throw new SourceFaultException($"the body is longer than {guards.MaxBodyBytes} bytes (guards.maxBodyBytes); ask with HEAD, ask for less, or raise the guard");
            }
        }
    }

    /// <summary>Whether the first 1 MiB contains a match.</summary>
    public bool Contains(Regex pattern, Encoding encoding)
    {
        char[] text = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(_kept));
        try
        {
            return pattern.IsMatch(text.AsSpan(0, encoding.GetChars(_beginning, 0, _kept, text, 0)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_rest);
        if (_beginning.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_beginning);
        }
    }
}
