using System.ComponentModel;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>How the platform is: status, targets, live signals.</summary>
internal static class StatusEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/status", Status).Produces<StatusAnswer>().WithSummary("The platform on one page.");
        api.MapGet("/targets", Targets).Produces<TargetsAnswer>().WithSummary("Every target and how it answered last.");
        api.MapGet("/signals", Signals).Produces<SignalsAnswer>().ProducesValidationProblem().WithSummary("Live signals.");
    }

    private static async Task<IResult> Status(IRunningPlatform platform, HostSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        LiveView live = await platform.Look(LiveScope.Everything, cancellation);
        return TypedResults.Ok(StatusReport.Of(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()), platform, settings.Data));
    }

    private static async Task<IResult> Targets(IRunningPlatform platform, TimeProvider time, CancellationToken cancellation)
    {
        LiveView live = await platform.Look(LiveScope.NoSignals, cancellation);
        return TypedResults.Ok(new TargetsAnswer([.. StatusReport.TargetsOf(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()))]));
    }

    private static async Task<IResult> Signals(
        IRunningPlatform platform, TimeProvider time,
        [Description("A signal's name, with label matchers where wanted: cpu_busy_ratio{instance=~\"web.*\"}.")] string? selector,
        [Description("all (default), known or unknown.")] string? which,
        [Description("At most so many, 1 to 10000; 1000 unless said otherwise.")] string? limit, CancellationToken cancellation)
    {
        var question = new Question(time.GetUtcNow());
        Selector wanted = string.IsNullOrEmpty(selector) ? new Selector(null, []) : question.Selector("selector", selector);
        Which kind = question.Word("which", which, Which.All);
        int most = (int)question.Integer("limit", limit, 1000, 1, 10_000);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        LiveView live = await platform.Look(wanted.Metric is { } name ? LiveScope.Of(name) : LiveScope.Everything, cancellation);
        LiveSignal[] found = [.. live.Signals.Where(signal =>
            wanted.Matches(new Pipeline.Metrics.SeriesKey(signal.Definition.Name, signal.Now.Labels))
            && (kind == Which.All || kind == Which.Unknown == double.IsNaN(signal.Now.Value)))];
        return TypedResults.Ok(new SignalsAnswer([.. found.Take(most).Select(SignalReport.Of)], found.Length));
    }

    private enum Which
    {
        All, Known, Unknown,
    }
}
