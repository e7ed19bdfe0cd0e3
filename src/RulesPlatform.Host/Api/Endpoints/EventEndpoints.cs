using System.ComponentModel;
using System.Text.Json;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>The decision feed.</summary>
internal static class EventEndpoints
{
    private const int Schema = 1;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", Events).Produces<EventsAnswer>().ProducesValidationProblem()
            .WithSummary("Everything decided, in order, without holes.")
            .WithDescription("Ask with after=0, then with after=NEXT of the answer, for ever: nothing is skipped, and wait=30s holds an empty answer back until something is decided.");

    private static async Task<IResult> Events(
        IRunningPlatform platform, TimeProvider time, IHostApplicationLifetime lifetime,
        [Description("The sequence of the last event known; 0 for the beginning.")] string? after,
        [Description("At most so many, 1 to 1000; 100 unless said otherwise.")] string? limit,
        [Description("How long to wait for the first event, up to 60s; not at all unless said.")] string? wait,
        [Description("One kind only, e.g. alert.changed.")] string? kind, CancellationToken cancellation)
    {
        var question = new Question(time.GetUtcNow());
        long last = question.Integer("after", after, 0, 0, long.MaxValue);
        int most = (int)question.Integer("limit", limit, 100, 1, 1000);
        TimeSpan? patience = question.Span("wait", wait, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        string? wanted = string.IsNullOrEmpty(kind) ? null : kind;
        IReadOnlyList<Decision> decisions = platform.Archive.Decisions(last, most, wanted);
        if (decisions.Count == 0 && patience is { } span && span > TimeSpan.Zero)
        {
            await Wait(platform.Bell, Math.Max(last, platform.Archive.NewestDecision()), span, time, lifetime.ApplicationStopping, cancellation);
            decisions = platform.Archive.Decisions(last, most, wanted);
        }
        long newest = platform.Archive.NewestDecision();
        // Of one kind only, what was passed over need not be asked for again.
        long next = decisions.Count == most || wanted is null ? decisions.Count > 0 ? decisions[^1].Sequence : last : Math.Max(last, newest);
        return TypedResults.Ok(new EventsAnswer(Schema, next, newest, [.. decisions.Select(Of)]));
    }

    /// <summary>A server that stops lets its followers go at once; they come back to the next one.</summary>
    private static async Task Wait(DecisionBell bell, long after, TimeSpan patience, TimeProvider time, CancellationToken stopping, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        try
        {
            await bell.Wait(after, patience, time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    private static EventAnswer Of(Decision decision)
    {
        using JsonDocument data = JsonDocument.Parse(decision.Json);
        return new EventAnswer(decision.Sequence, decision.At.Instant, decision.Kind, decision.Subject, data.RootElement.Clone());
    }
}
