using System.ComponentModel;
using System.Text;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Rule sets: the one in force, those before it, and the way back.</summary>
internal static class RuleEndpoints
{
    private const string ListThem = "GET /api/v1/rules/history lists those that are kept.";

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapGet("", InForce).Produces<RulesAnswer>().ProducesProblem(404).WithSummary("The rule set in force: files and rules.");
        rules.MapGet("/history", History).Produces<GenerationsAnswer>().ProducesValidationProblem().WithSummary("Rule sets that were in force, newest first.");
        rules.MapGet("/problems", Problems).Produces<RuleProblemAnswer>().Produces(204).WithSummary("Why the newest rule files are not in force; 204 while they are.");
        rules.MapGet("/{revision}/files/{**path}", File).Produces(200, null, "application/json").ProducesProblem(404).WithSummary("One file as it stood in a revision.");
        rules.MapPost("/rollback", Rollback).Accepts<RollbackRequest>("application/json", "*/*").Produces<RollbackAnswer>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(409)
            .ProducesValidationProblem().WithMetadata(new AccessMark(AccessKind.Write)).WithSummary("Puts an earlier revision's files back into the rules folder and into force.");
    }

    private static async Task<IResult> InForce(IRunningPlatform platform, TimeProvider time, CancellationToken cancellation)
    {
        LiveView live = await platform.Look(LiveScope.NoSignals, cancellation);
        return RuleReport.Of(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()), ProblemOf(platform)) is { } answer
            ? TypedResults.Ok(answer)
            : ApiProblem.Of(404, "No rule set", "No rule set is in force. GET /api/v1/rules/problems says why.");
    }

    private static async Task<IResult> History(
        IRunningPlatform platform, TimeProvider time, [Description("At most so many, 1 to 1000; 50 unless said otherwise.")] string? limit, CancellationToken cancellation)
    {
        var question = new Question(time.GetUtcNow());
        int most = (int)question.Integer("limit", limit, 50, 1, 1000);
        if (question.IsFlawed)
        {
            return question.Refusal;
        }
        LiveView live = await platform.Look(LiveScope.NoSignals, cancellation);
        return TypedResults.Ok(RuleReport.Generations(PlatformReading.Of(platform.Archive, live, time.GetUtcNow()), most));
    }

    private static IResult Problems(IRunningPlatform platform) => ProblemOf(platform) is { } problem ? TypedResults.Ok(problem) : TypedResults.NoContent();

    private static IResult File(IRunningPlatform platform, string revision, string path) =>
        platform.Archive.Files(revision)?.FirstOrDefault(file => file.Path == path) is { } file
            ? TypedResults.Text(Encoding.UTF8.GetString(file.Content.Span), "application/json")
            : ApiProblem.Unknown("rule file", $"{revision}/{path}", ListThem);

    private static async Task<IResult> Rollback(HttpContext context, IRunningPlatform platform, CancellationToken cancellation)
    {
        (RollbackRequest? request, IResult? refusal) = await RequestBody.Read(context.Request, ApiJson.Default.RollbackRequest, cancellation);
        if (request is null)
        {
            return refusal!;
        }
        if (string.IsNullOrWhiteSpace(request.Revision))
        {
            return ApiProblem.Invalid("revision", "is missing: name the revision to go back to.");
        }
        if (platform.Archive.Files(request.Revision) is null)
        {
            return ApiProblem.Unknown("revision", request.Revision, ListThem);
        }
        try
        {
            RollbackOutcome outcome = await platform.Rollback(request.Revision, cancellation);
            return outcome is { Refusal: null, Revision: { } revision }
                ? TypedResults.Ok(new RollbackAnswer(revision, outcome.Replaced ?? ""))
                : ApiProblem.Of(StatusCodes.Status409Conflict, "Not rolled back", outcome.Refusal ?? "The revision is in force already.");
        }
        catch (HistoryFaultException fault)
        {
            return ApiProblem.StoreFault(fault);
        }
    }

    private static RuleProblemAnswer? ProblemOf(IRunningPlatform platform) =>
        platform.RuleProblem is { } problem ? new RuleProblemAnswer(problem.At, problem.Diagnostics) : null;
}
