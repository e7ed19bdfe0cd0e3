using System.Net.Http;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>Puts the headers of a rule file on a request; secrets are read at that moment.</summary>
internal static class HeaderValues
{
    /// <summary>Headers that hold nothing worth stealing; all others may be credentials, whatever their name.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Content-Language", "Content-Type", "Pragma", "User-Agent",
    };

    /// <param name="isForeign">The request goes to another origin than the rule file names: harmless headers only.</param>
    /// <exception cref="SourceFaultException">A secret cannot be read, or a header is none.</exception>
    public static void Apply(IReadOnlyDictionary<string, Secret> headers, HttpRequestMessage request, bool isForeign)
    {
        foreach ((string name, Secret secret) in headers)
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
            else if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                // A header of the content replaces the one that the content has by itself.
                request.Content?.Headers.Remove(name);
                if (request.Content?.Headers.TryAddWithoutValidation(name, value) == false)
                {
                    throw new SourceFaultException($"'{name}' in options.headers is no header that can be sent");
                }
            }
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
