using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Api;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Tests.Api;

/// <summary>The real API on a port of the system's choice, over a platform that is none.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    public const string Key = "a-key-of-the-tests";

    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, FakePlatform platform, FakeTimeProvider time)
    {
        (_app, Platform, Time) = (app, platform, time);
        Url = app.Urls.First();
        Http = new HttpClient { BaseAddress = new Uri(Url) };
        Writer = new HttpClient { BaseAddress = new Uri(Url) };
        Writer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public string Url { get; }

    public FakePlatform Platform { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>Without a key.</summary>
    public HttpClient Http { get; }

    /// <summary>With one.</summary>
    public HttpClient Writer { get; }

    public static async Task<LoopbackServer> Start(FakePlatform? platform = null)
    {
        FakePlatform fake = platform ?? ShopWorld.Platform();
        var time = new FakeTimeProvider(ShopWorld.Now);
        var settings = new HostSettings(
            "rules", "data", [new ListenAddress(false, "127.0.0.1", 0)], "https://monitoring.example.org", "vm", new ApiSettings([], 64 << 10),
            new RetentionSettings(default, default, default, default, 0), new LogSettings(LogLevel.None, new Dictionary<string, LogLevel>(), false), null);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IRunningPlatform>(fake);
        ApiServer.Add(builder, settings, new ApiKeyring([ApiKey.Of("ci", Key)]));
        WebApplication app = builder.Build();
        ApiServer.Map(app);
        await app.StartAsync();
        return new LoopbackServer(app, fake, time);
    }

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Writer.Dispose();
        await _app.DisposeAsync();
    }
}
