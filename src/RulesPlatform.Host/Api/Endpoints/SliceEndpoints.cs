using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Part of the store to take away: history for <c>rulelint impact</c> from where the server can be reached.</summary>
internal static class SliceEndpoints
{
    public const string MediaType = "application/vnd.sqlite3";
    private const int MostInputs = 10_000;

    // A read, for all its verb: what is asked for is longer than an address may be.
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slice", Cut).Accepts<SliceRequest>("application/json", "*/*")
        .Produces(200, null, MediaType).ProducesProblem(401).ProducesProblem(429).ProducesProblem(503).ProducesValidationProblem()
        .WithSummary("The part of the store that holds these series, as a store of its own; 'rulelint impact --history URL' asks for it. One at a time.");

    private static async Task<IResult> Cut(HttpContext context, IRunningPlatform platform, TimeProvider time, CancellationToken cancellation)
    {
        (SliceRequest? request, IResult? refusal) = await RequestBody.Read(context.Request, ApiJson.Default.SliceRequest, cancellation);
        if (request is null)
        {
            return refusal!;
        }
        var question = new Question(time.GetUtcNow());
        DateTimeOffset from = question.Instant("from", request.From, DateTimeOffset.UnixEpoch);
        SliceInput[] inputs = Inputs(request.Inputs ?? [], question);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        try
        {
            return await platform.Slice(inputs, new Slot(Math.Max(0, from.ToUnixTimeMilliseconds())), cancellation) is { } slice
                ? TypedResults.Stream(slice, MediaType, "rulesplatform.db")
                : ApiProblem.Of(StatusCodes.Status429TooManyRequests, "Another slice is being cut", "One is cut at a time; ask again when it is done.");
        }
        catch (Exception failure) when (failure is HistoryException or IOException or UnauthorizedAccessException)
        {
            return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "The slice cannot be cut", failure.Message);
        }
    }

    private static SliceInput[] Inputs(IReadOnlyList<SliceSelector> selectors, Question question)
    {
        if (selectors.Count is 0 or > MostInputs)
        {
            question.Refuse("inputs", $"1 to {MostInputs} are wanted, these are {selectors.Count}.");
            return [];
        }
        var inputs = new List<SliceInput>();
        foreach (SliceSelector selector in selectors)
        {
            try
            {
                inputs.Add(new SliceInput(
                    selector.Metric is { Length: > 0 } metric ? metric : throw new ArgumentException("a metric is missing"),
                    [.. (selector.Where ?? new Dictionary<string, string>()).Select(filter => LabelMatcher.Parse(filter.Key, filter.Value))]));
            }
            catch (ArgumentException wrong)
            {
                question.Refuse("inputs", $"{selector.Metric}: {wrong.Message}");
                return [];
            }
        }
        return [.. inputs];
    }
}
