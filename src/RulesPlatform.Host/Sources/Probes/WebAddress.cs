using System.Net.Http;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>Reads what a rule file says about where and how to ask over HTTP.</summary>
internal static class WebAddress
{
    /// <exception cref="SourceFaultException">It is no absolute http or https address, or it carries a user name.</exception>
    public static Uri Parse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https"))
        {
            throw new SourceFaultException($"'{address}' is no address that can be asked over HTTP; write http://host/path or https://host/path");
        }
        return parsed.UserInfo.Length == 0
            ? parsed
            : throw new SourceFaultException($"the address of {parsed.Host} holds a user name; put credentials into options.headers as Authorization, from a file or the environment");
    }

    /// <summary>The address without its query, which may hold a token.</summary>
    public static string Printable(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <param name="method">Empty means GET.</param>
    /// <exception cref="SourceFaultException">It is no method of HTTP, or CONNECT, which asks for a tunnel.</exception>
    public static HttpMethod ParseMethod(string method)
    {
        try
        {
            HttpMethod parsed = HttpMethod.Parse(method.Length == 0 ? "GET" : method);
            return parsed == HttpMethod.Connect
                ? throw new SourceFaultException("CONNECT in options.method asks for a tunnel, not for an answer; write GET, HEAD, POST or the like")
                : parsed;
        }
        catch (FormatException failure)
        {
            throw new SourceFaultException($"'{method}' in options.method is no method of HTTP; write GET, HEAD, POST or the like", failure);
        }
    }
}
