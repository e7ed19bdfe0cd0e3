using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace RulesPlatform.Host.Tests.Sources.HealthChecks;

/// <summary>An ASP.NET Core service on loopback with the framework's own health checks: <c>/ui</c> writes the UI's JSON, <c>/plain</c> the framework's word.</summary>
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
        _server.MapHealthChecks("/ui", new HealthCheckOptions { ResponseWriter = Write });
    }

    public string Url => _server.Urls.Single();

    public static async Task<HealthService> Start(Action<IHealthChecksBuilder> add)
    {
        var service = new HealthService(add);
        await service._server.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, new
        {
            status = report.Status.ToString(),
            totalDuration = Text(report.TotalDuration),
            entries = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                data = entry.Value.Data,
                description = entry.Value.Description,
                duration = Text(entry.Value.Duration),
                status = entry.Value.Status.ToString(),
                tags = entry.Value.Tags,
            }),
        });
    }

    private static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);
}
