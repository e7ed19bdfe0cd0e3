using System.Net.Http;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>The headers of a rule file: checked once, put on each request. Secrets are read at that moment and never kept.</summary>
internal sealed class HeaderValues
{
    /// <summary>Headers that hold nothing worth stealing; all others may be credentials, whatever their name.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Content-Language", "Content-Type", "Pragma", "User-Agent",
    };

    private readonly IReadOnlyDictionary<string, Secret> _headers;

    /// <exception cref="SourceFaultException">A name is no header's, or one that describes a body where there is none.</exception>
    public HeaderValues(IReadOnlyDictionary<string, Secret> headers, bool hasBody)
    {
        _headers = headers;
        using var request = new HttpRequestMessage { Content = new ByteArrayContent([]) };
        foreach (string name in headers.Keys)
        {
            if (request.Headers.TryAddWithoutValidation(name, ""))
            {
                continue;
            }
            if (!request.Content.Headers.TryAddWithoutValidation(name, ""))
            {
                throw new SourceFaultException($"'{name}' in options.headers is no header that can be sent");
            }
            if (!hasBody)
            {
                throw new SourceFaultException($"'{name}' in options.headers describes a body, but none is sent; set options.body or leave the header out");
            }
        }
    }

    /// <param name="isForeign">The request goes to another origin than the rule file names: harmless headers only.</param>
    /// <exception cref="SourceFaultException">A secret cannot be read, or holds a line break.</exception>
    public void Apply(HttpRequestMessage request, bool isForeign)
    {
        foreach ((string name, Secret secret) in _headers)
        {
            if (isForeign && !Harmless.Contains(name))
            {
                continue;
            }
            string value = Reveal(name, secret);
            if (string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.Host = value;
            }
            else if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
            {
                // A header of the rule file replaces the one that the content has by itself.
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>Sets a header that the rule file leaves open.</summary>
    public static void Default(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.Contains(name))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string Reveal(string name, Secret secret)
    {
        try
        {
            string value = secret.Reveal();
            return value.AsSpan().ContainsAny('\r', '\n', '\0')
                ? throw new SourceFaultException($"the value of the header '{name}' {secret} holds a line break; a header is one line")
                : value;
        }
        catch (InvalidOperationException failure)
        {
            throw new SourceFaultException($"the header '{name}' cannot be sent: {failure.Message}", failure);
        }
    }
}
