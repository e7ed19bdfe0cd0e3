using System.ComponentModel;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.Settings;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Silences: list, add, end.</summary>
internal static class SilenceEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/silences", List).Produces<SilencesAnswer>().ProducesValidationProblem().WithSummary("Silences, newest first.");
        api.MapPost("/silences", Add).Accepts<SilenceRequest>("application/json", "*/*").Produces<SilenceAnswer>(201).ProducesProblem(401).ProducesValidationProblem()
            .WithMetadata(new AccessMark(AccessKind.Write)).WithSummary("Keeps matching alerts from being sent for a while.");
        api.MapDelete("/silences/{id}", Expire).Produces(204).ProducesProblem(401).ProducesProblem(404)
            .WithMetadata(new AccessMark(AccessKind.Write)).WithSummary("Ends a silence now.");
    }

    private static IResult List(IRunningPlatform platform, TimeProvider time, [Description("active, pending or expired; all unless said.")] string? state)
    {
        if (!string.IsNullOrEmpty(state) && state is not ("active" or "pending" or "expired"))
        {
            return ApiProblem.Invalid("state", $"'{state}' is none of active, pending, expired.");
        }
        return TypedResults.Ok(Of(platform.Archive, state, time.GetUtcNow()));
    }

    public static SilencesAnswer Of(Past.IArchive archive, string? state, DateTimeOffset now) =>
        new([.. archive.Silences().Reverse().Select(stored => AlertReport.Of(stored, now)).Where(silence => string.IsNullOrEmpty(state) || silence.State == state)]);

    private static async Task<IResult> Add(HttpContext context, IRunningPlatform platform, TimeProvider time, CancellationToken cancellation)
    {
        (SilenceRequest? request, IResult? refusal) = await RequestBody.Read(context.Request, ApiJson.Default.SilenceRequest, cancellation);
        if (request is null)
        {
            return refusal!;
        }
        DateTimeOffset now = time.GetUtcNow();
        var question = new Question(now);
        if (CommandOf(request, question, now, RequestBody.CallerOf(context)) is not { } command)
        {
            return question.Refusal;
        }
        try
        {
            CycleOutcome outcome = await platform.Command(command, cancellation);
            string id = outcome.Decisions.First(decision => decision.Kind == "silence.added").Subject;
            StoredSilence stored = platform.Archive.Silences().First(silence => silence.Silence.Id == id);
            return TypedResults.Created($"/api/v1/silences/{id}", AlertReport.Of(stored, now));
        }
        catch (HistoryFaultException fault)
        {
            return ApiProblem.StoreFault(fault);
        }
    }

    /// <summary>Null where the question has flaws.</summary>
    private static AddSilence? CommandOf(SilenceRequest request, Question question, DateTimeOffset now, string caller)
    {
        var matchers = new List<LabelMatcher>();
        foreach (string text in request.Matchers ?? [])
        {
            if (Selector.TryParseMatcher(text, out LabelMatcher matcher) is { } flaw)
            {
                question.Refuse("matchers", $"'{text}' {flaw}.");
                continue;
            }
            matchers.Add(matcher);
        }
        if (request.Matchers is null or { Count: 0 })
        {
            question.Refuse("matchers", "at least one is needed, e.g. \"alertname=\\\"HighErrorRatio\\\"\"; nothing is silenced as a whole.");
        }
        else if (matchers.Count > 0 && matchers.TrueForAll(matcher => matcher.MatchesValue("")))
        {
            question.Refuse("matchers", "each of them matches an alert without the label, so that everything would be silent; say what the label is.");
        }
        DateTimeOffset starts = request.StartsAt ?? now;
        TimeSpan? duration = question.Span("duration", request.Duration, TimeSpan.FromSeconds(1), Longest);
        if (request.EndsAt is null == string.IsNullOrEmpty(request.Duration))
        {
            question.Refuse("endsAt", "give either 'endsAt' or 'duration': every silence has an end.");
        }
        DateTimeOffset ends = request.EndsAt ?? starts + (duration ?? TimeSpan.FromSeconds(1));
        if (ends <= starts || ends <= now || ends - now > Longest)
        {
            question.Refuse("endsAt", $"it must lie after the start and after now, and at most {SettingText.Of(Longest)} ahead.");
        }
        return question.IsFlawed ? null : new AddSilence(matchers, starts, ends, request.Comment ?? "", request.Author ?? caller);
    }

    private static async Task<IResult> Expire(HttpContext context, IRunningPlatform platform, string id, [Description("Who ends it; the key's name unless said.")] string? author, CancellationToken cancellation)
    {
        try
        {
            CycleOutcome outcome = await platform.Command(new ExpireSilence(id, string.IsNullOrEmpty(author) ? RequestBody.CallerOf(context) : author), cancellation);
            return outcome.Decisions.Any(decision => decision.Kind == "silence.expired")
                ? TypedResults.NoContent()
                : ApiProblem.Unknown("silence that is not over", id, "GET /api/v1/silences lists them.");
        }
        catch (HistoryFaultException fault)
        {
            return ApiProblem.StoreFault(fault);
        }
    }
}
