using Microsoft.AspNetCore.Http.HttpResults;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Where the links of notifications lead: the command line's pages as plain text, for a browser.</summary>
internal static class PageEndpoints
{
    private const int SignalsShown = 20;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.ExcludeFromDescription();
        pages.MapGet("/", Status);
        pages.MapGet("/alerts", Alerts);
        pages.MapGet("/alerts/{fingerprint}", Alert);
    }

    private static async Task<IResult> Status(IRunningPlatform platform, HostSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        LiveView live = await platform.Look(LiveScope.Everything, cancellation);
        var status = StatusReport.Of(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()), platform, settings.Data);
        return TypedResults.Text(Screen.TextOf(screen => StatusPage.Write(screen, status, [.. live.Signals.Select(SignalReport.Of)], SignalsShown)));
    }

    private static ContentHttpResult Alerts(IRunningPlatform platform, TimeProvider time)
    {
        IReadOnlyList<AlertAnswer> alerts = AlertReport.Current(platform.Archive, time.GetUtcNow()).Alerts;
        return TypedResults.Text(Screen.TextOf(screen =>
        {
            screen.Line(alerts.Count == 0 ? "No alert is pending, firing or recovering." : $"{Words.Counted(alerts.Count, "alert")}; each is explained under its path");
            screen.Line();
            screen.Columns([.. alerts.Select(alert => new[]
            {
                Screen.Text(alert.State), Screen.Text(alert.Severity), Screen.Text(alert.Name + Words.Labels(alert.Labels)), Screen.Text(Words.Quantity(alert.Value, alert.Unit)),
                Screen.Text($"since {Words.Instant(alert.Since)}"), Screen.Text($"/alerts/{alert.Fingerprint}"),
            })]);
        }));
    }

    private static async Task<IResult> Alert(string fingerprint, IRunningPlatform platform, TimeProvider time, CancellationToken cancellation)
    {
        LiveView live = await platform.Look(LiveScope.Of(Explainer.SignalNameIn(fingerprint)), cancellation);
        return Explainer.Explain(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()), fingerprint) is { } answer
            ? TypedResults.Text(ExplainPage.Plain(answer))
            : TypedResults.Text($"No alert of the fingerprint {fingerprint} is known; it may be past retention. /alerts lists those of now.", statusCode: 404);
    }
}
