using System.Collections.Frozen;

namespace RulesPlatform.Rules.Text;

/// <summary>Where a text must never be printed: known by the member's name, whatever its kind, and the credentials, path and query inside URLs.</summary>
internal static class SecretPlaces
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "password", "signingKey", "routingKey", "token", "secret", "apiKey",
        "Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "X-Auth-Token",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> HeaderNames = new[]
    {
        "Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "X-Auth-Token",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers whose value may not stand in a rule file.</summary>
    public static bool IsSecretHeader(string name) => HeaderNames.Contains(name);

    /// <summary>Members whose value is secret, whatever it looks like.</summary>
    public static bool IsSecret(string? name) => name is not null && Names.Contains(name);

    /// <summary>Masks what of <paramref name="value"/> is secret.</summary>
    /// <param name="name">Of the member that holds it, or null.</param>
    public static void Mask(SourceText source, string? name, Token value)
    {
        if (value.Kind != TokenKind.String)
        {
            if (IsSecret(name))
            {
                source.Mask(value.Start, value.End);
            }
            return;
        }
        int start = value.Start + 1;
        int end = Math.Max(start, value.IsCutShort ? value.End : value.End - 1);
        if (IsSecret(name))
        {
            source.Mask(start, end);
            return;
        }
        ReadOnlySpan<byte> text = source.Bytes[start..end];
        int scheme = text.IndexOf("://"u8);
        if (scheme < 0)
        {
            return;
        }
        int authority = scheme + 3;
        int path = text[authority..].IndexOfAny("/?#"u8) is >= 0 and var cut ? authority + cut : text.Length;
        if (text[authority..path].LastIndexOf((byte)'@') is > 0 and var at)
        {
            source.Mask(start + authority, start + authority + at);
        }
        // A chat webhook's path is its password.
        int open = name == "url" ? path + 1 : text.IndexOf((byte)'?') is >= 0 and var query ? query + 1 : text.Length;
        if (open < text.Length)
        {
            source.Mask(start + open, end);
        }
    }
}
