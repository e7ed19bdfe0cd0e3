using System.Globalization;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>Addresses that rule files hold. Messages never repeat them: an address may carry a secret.</summary>
internal static class AddressText
{
    /// <summary>An absolute http or https URL without credentials.</summary>
    public static Flaw? ReadUrl(string text, out string url)
    {
        url = text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            return new Flaw(ReadingProblems.Address, "this is not an http or https URL", "write all of it, beginning with http:// or https://");
        }
        return uri.UserInfo.Length == 0 ? null : new Flaw(
            ReadingProblems.LiteralSecret, "this URL carries a user or password", "leave it out; give an Authorization header as { \"file\": … } or { \"env\": … }");
    }

    /// <summary><c>host:port</c>; an IPv6 address stands in brackets.</summary>
    public static Flaw? ReadHostAndPort(string text, out string address)
    {
        address = text;
        int colon = text.LastIndexOf(':');
        bool isPort = colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535;
        string host = colon > 0 ? text[..colon] : "";
        bool isHost = Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            || (host is ['[', .., ']'] && Uri.CheckHostName(host[1..^1]) == UriHostNameType.IPv6);
        return isPort && isHost ? null : new Flaw(ReadingProblems.Address, "this is not host:port", "for example \"db.example:5432\" or \"[::1]:5432\"");
    }

    public static Flaw? ReadLocalhost(string text, out string address)
    {
        address = text;
        return text == "localhost" ? null : new Flaw(ReadingProblems.Address, "this source has one place only", "write \"localhost\", or leave 'targets' out");
    }

    public static Flaw? ReadFolder(string text, out string folder)
    {
        folder = text;
        return text.Trim().Length > 0 && !text.Contains('\0', StringComparison.Ordinal)
            ? null
            : new Flaw(ReadingProblems.Address, "this is not a folder", "write its path: \"/var/lib/app/metrics\"");
    }

    /// <summary>A path below the rules folder.</summary>
    public static Flaw? ReadFileBelow(string text, out string path)
    {
        path = text;
        bool isBelow = text.Length > 0 && text[0] != '/' && !text.AsSpan().ContainsAny('\\', ':', '\0')
            && text.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));
        return isBelow ? null : new Flaw(ReadingProblems.Address, "this is not a file below the rules folder", "write its path with forward slashes and without '..': \"targets/node.json\"");
    }

    public static Flaw? ReadAbsolutePath(string text, out string path)
    {
        path = text;
        bool isAbsolute = text.StartsWith('/') || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/');
        return isAbsolute && !text.Contains('\0', StringComparison.Ordinal)
            ? null
            : new Flaw(ReadingProblems.Address, "this is not an absolute path", "commands are not looked up: write \"/usr/local/bin/restart-web\"");
    }
}
