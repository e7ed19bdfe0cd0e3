using System.Text;

namespace RulesPlatform.Host.Responders;

/// <summary>Makes text of the other side fit for a receipt: one short line, no control characters, none of the secrets that were sent.</summary>
internal static class Redaction
{
    public const int MaxLength = 300;

    /// <summary>Shorter ones would hide ordinary words.</summary>
    private const int ShortestPart = 8;

    /// <summary>The first line of <paramref name="text"/>, trimmed, cut to <see cref="MaxLength"/>, with every secret replaced by <c>***</c>.</summary>
    public static string FirstLine(string text, IEnumerable<string> secrets)
    {
        string clean = text;
        foreach (string secret in secrets.Where(secret => secret.Length > 1).OrderByDescending(secret => secret.Length))
        {
            clean = clean.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        }
        int begin = clean.AsSpan().IndexOfAnyExcept(" \t\r\n");
        if (begin < 0)
        {
            return "";
        }
        ReadOnlySpan<char> line = clean.AsSpan(begin);
        int end = line.IndexOfAny('\r', '\n');
        line = (end < 0 ? line : line[..end]).TrimEnd();
        var kept = new StringBuilder(Math.Min(line.Length, MaxLength));
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > MaxLength)
            {
                return kept.Append('…').ToString();
            }
            kept.Append(Rune.IsControl(rune) ? "?" : rune.ToString());
        }
        return kept.ToString();
    }

    /// <summary>What of an address is nobody's business: credentials, path, query and their longer parts. Web hooks carry their token in the path.</summary>
    public static IEnumerable<string> PartsOf(Uri address)
    {
        string path = address.AbsolutePath;
        string[] wholes = [address.UserInfo, address.PathAndQuery, path.Trim('/'), address.Query];
        IEnumerable<string> parts = wholes.Concat(path.Split('/')).Concat(address.Query.TrimStart('?').Split('&', '='))
            .Concat(address.UserInfo.Split(':'));
        return parts.Where(part => part.Length >= ShortestPart).SelectMany(part => new[] { part, Uri.UnescapeDataString(part) }).Distinct();
    }
}
