using System.Net;
using HealthChecks.UI.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace RulesPlatform.Host.Tests.Sources.HealthChecks;

/// <summary>An ASP.NET Core service on loopback with the framework's own health checks: <c>/ui</c> writes JSON by the real UI client package, <c>/plain</c> the framework's word.</summary>
internal sealed class HealthService : IAsyncDisposable
{
    private readonly WebApplication _server;

    private HealthService(Action<IHealthChecksBuilder> add)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        add(builder.Services.AddHealthChecks());
        _server = builder.Build();
        _server.MapHealthChecks("/plain");
        _server.MapHealthChecks("/ui", new HealthCheckOptions { ResponseWriter = UIResponseWriter.WriteHealthCheckUIResponse });
    }

    public string Url => _server.Urls.Single();

    public static async Task<HealthService> Start(Action<IHealthChecksBuilder> add)
    {
        var service = new HealthService(add);
        await service._server.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
