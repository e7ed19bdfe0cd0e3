using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>For whoever keeps the process running.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Map(RouteGroupBuilder root)
    {
        root.MapGet("/healthz", () => TypedResults.Text("alive\n")).WithMetadata(new AccessMark(AccessKind.Free)).WithSummary("Alive.");
        root.MapGet("/readyz", Ready).Produces<ReadyAnswer>().Produces<ReadyAnswer>(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new AccessMark(AccessKind.Free)).WithSummary("Store writable, rule set in force, cycle turning.");
    }

    private static async Task<IResult> Ready(IRunningPlatform platform, TimeProvider time, CancellationToken cancellation)
    {
        LiveView? live = null;
        try
        {
            live = await platform.Look(LiveScope.NoSignals, cancellation).WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Said below: the cycle does not turn.
        }
        ReadyPart[] parts =
        [
            new("store", platform.StoreFault is null, platform.StoreFault ?? "writes"),
            new("rules", live?.Rules is not null, live is null ? "unknown while the cycle stands" : live.Rules is { } rules ? $"revision {rules.Revision} in force" : "no rule set is in force"),
            new("cycle", live is not null, live is null ? $"no answer within {SettingText.Of(Patience)}" : "turning"),
        ];
        bool isReady = parts.All(part => part.IsReady);
        return TypedResults.Json(new ReadyAnswer(isReady, parts), ApiJson.Default.ReadyAnswer, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
