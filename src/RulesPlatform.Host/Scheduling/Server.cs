using RulesPlatform.Host.Telemetry;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Quartz;
using RulesPlatform.History;
using RulesPlatform.Host.Api;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.Responders;
using RulesPlatform.Host.Settings;
using RulesPlatform.Host.Sources.Self;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Host.Scheduling;

/// <summary>The server: <c>rulesplatform run</c>. The same on a terminal, under systemd (<c>Type=notify</c>) and as a Windows service.</summary>
internal static class Server
{
    /// <returns>0 after an orderly stop, 2 where it could not start; the reason is then on standard error.</returns>
    public static async Task<int> Run(HostSettings settings, CancellationToken cancellation)
    {
        var loader = new RuleSetLoader();
        LoadResult loaded = loader.Load(settings.Rules);
        if (loaded.RuleSet is not { } rules)
        {
            await Console.Error.WriteLineAsync(DiagnosticRenderer.Render([.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)]));
            await Console.Error.WriteLineAsync($"rulesplatform: the rules in {settings.Rules} do not load; nothing was started.");
            return 2;
        }
        try
        {
            Directory.CreateDirectory(settings.Data);
            await using WebApplication app = Build(settings, loader, rules);
            ApiServer.Map(app);
            app.MapPrometheusScrapingEndpoint("/metrics");
            app.Lifetime.ApplicationStarted.Register(() => Announce(app, settings));
            app.Lifetime.ApplicationStopping.Register(() => ServerFile.Remove(settings.Data));
            await app.RunAsync(cancellation);
            return 0;
        }
        catch (CryptographicException failure)
        {
            await Console.Error.WriteLineAsync($"rulesplatform: tls.certificate {settings.Tls?.Certificate} and its key cannot be used: {failure.Message}");
            return 2;
        }
        catch (Exception failure) when (failure is HistoryException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"rulesplatform: {failure.Message}");
            return 2;
        }
    }

    /// <summary>Says where it listens, now that the ports are known: to the log, and to the command line by a file.</summary>
    private static void Announce(WebApplication app, HostSettings settings)
    {
        string[] urls = [.. app.Urls];
        app.Services.GetRequiredService<PlatformAddress>().ListensAt(urls[0]);
        new ServerFile(urls, Environment.ProcessId, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), StatusReport.Version).Write(settings.Data);
        app.Services.GetRequiredService<ILogger<RunningPlatform>>().LogInformation("Serving on {Urls}. Try 'rulesplatform status', or open {First}/api/v1/status.", string.Join(", ", urls), urls[0]);
    }

    private static WebApplication Build(HostSettings settings, RuleSetLoader loader, Pipeline.Cycle.RuleSet rules)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseSystemd().UseWindowsService(options => options.ServiceName = "RulesPlatform");
        builder.WebHost.UseKestrelHttpsConfiguration();
        Log(builder.Logging, settings.Log);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MeterLedger());
        builder.Services.AddSingleton(new PlatformAddress(settings.ExternalUrl));
        builder.Services.AddQuartz(quartz => quartz.UseDefaultThreadPool(16));
        builder.Services.AddTransient<CollectionTick>();
        builder.Services.AddSingleton(services => Composition.Build(
            settings, loader, rules,
            services.GetRequiredService<MeterLedger>(),
            services.GetRequiredService<PlatformAddress>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>(),
            services.GetRequiredService<IMeterFactory>(),
            services.GetRequiredService<ISchedulerFactory>()));
        builder.Services.AddSingleton(services => services.GetRequiredService<PlatformParts>().Schedule);
        builder.Services.AddSingleton<RunningPlatform>();
        builder.Services.AddSingleton<IRunningPlatform>(services => services.GetRequiredService<RunningPlatform>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RunningPlatform>());
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("RulesPlatform*", "System.Runtime").AddPrometheusExporter());
        // Spans are made only where somebody takes them: a tracer without an exporter would listen for nothing.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.WithTracing(traces => traces.AddSource(Traces.Name)).UseOtlpExporter();
        }
        IReadOnlyList<ApiKey> keys = settings.Api.Keys.Count > 0 ? settings.Api.Keys : [LocalKey.ReadOrMake(settings.Data)];
        ApiServer.Add(builder, settings, new ApiKeyring(keys));
        return builder.Build();
    }

    private static void Log(ILoggingBuilder logging, LogSettings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(settings.Level);
        // The framework's own chatter is for those who ask for it.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        foreach ((string category, LogLevel level) in settings.Levels)
        {
            logging.AddFilter(category, level);
        }
        if (settings.IsJson)
        {
            logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddConsole(options => options.FormatterName = PlainConsole.FormatterName).AddConsoleFormatter<PlainConsole, SimpleConsoleFormatterOptions>();
        }
    }
}
