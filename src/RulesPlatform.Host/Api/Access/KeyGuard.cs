using System.Net;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api.Access;

/// <summary>
/// Lets requests through by the endpoint's <see cref="AccessKind"/>. Reads are free on loopback only when they come straight from this
/// machine and ask for it by one of its own names: a forwarded request, or a page that made its name resolve to us, needs a key.
/// </summary>
internal sealed class KeyGuard(RequestDelegate next, ApiKeyring keyring, HostSettings settings)
{
    private const string Scheme = "Bearer ";

    private readonly string _externalHost = Uri.TryCreate(settings.ExternalUrl, UriKind.Absolute, out Uri? url) ? url.Host : "";

    public Task InvokeAsync(HttpContext context)
    {
        AccessKind kind = context.GetEndpoint()?.Metadata.GetMetadata<AccessMark>()?.Kind ?? AccessKind.Read;
        string? presented = Presented(context.Request);
        string? holder = presented is null ? null : keyring.HolderOf(presented);
        if (context.GetEndpoint() is null || kind == AccessKind.Free)
        {
            return next(context);
        }
        if (presented is not null && holder is null)
        {
            return Refuse(context, "The key is not known here. Use one of api.keys, or the one in the data folder's api.key.");
        }
        if (holder is null && kind == AccessKind.Write)
        {
            return Refuse(context, "Writing needs a key: send 'Authorization: Bearer KEY' with one of api.keys, or the one in the data folder's api.key.");
        }
        if (holder is null && !IsLocal(context))
        {
            return Refuse(context, "Reading from another machine, through a proxy or by another host name needs a key: send 'Authorization: Bearer KEY'.");
        }
        context.Features.Set(new Caller(holder));
        return next(context);
    }

    private static string? Presented(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : header.Length == 0 ? null : "";
    }

    private bool IsLocal(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote) || headers.ContainsKey("Forwarded") || headers.ContainsKey("X-Forwarded-For"))
        {
            return false;
        }
        string host = context.Request.Host.Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address))
            || (_externalHost.Length > 0 && host.Equals(_externalHost, StringComparison.OrdinalIgnoreCase));
    }

    private static Task Refuse(HttpContext context, string detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"rulesplatform\"";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, "A key is needed", detail).ExecuteAsync(context);
    }
}
