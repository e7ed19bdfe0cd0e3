using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Samples that others send.</summary>
internal static class SampleEndpoints
{
    private const int FlawsShown = 100;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/samples", Push).Accepts<string>("application/x-ndjson", "application/openmetrics-text", "text/plain", "*/*").Produces<SamplesAnswer>()
            .ProducesProblem(401).ProducesProblem(413).ProducesValidationProblem().WithMetadata(new AccessMark(AccessKind.Write))
            .WithSummary("Takes samples as JSON lines or as OpenMetrics or Prometheus text; all of a body or nothing of it.");

    private static async Task<IResult> Push(HttpRequest request, IRunningPlatform platform, CancellationToken cancellation)
    {
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            PushReceipt receipt = await platform.Push(request.ContentType ?? "", body.GetBuffer().AsMemory(0, (int)body.Length), cancellation);
            return receipt.Flaws.Count == 0
                ? TypedResults.Ok(new SamplesAnswer(receipt.Accepted))
                : ApiProblem.Invalid(receipt.Flaws.Take(FlawsShown).GroupBy(flaw => flaw.Line)
                    .ToDictionary(line => line.Key > 0 ? $"line {line.Key}" : "body", line => line.Select(flaw => flaw.Message).ToArray()));
        }
        catch (BadHttpRequestException flaw)
        {
            return ApiProblem.Of(flaw.StatusCode, "The request cannot be read", $"{flaw.Message} Send smaller bodies, or raise api.maxBodyBytes.");
        }
        catch (HistoryFaultException fault)
        {
            return ApiProblem.StoreFault(fault);
        }
    }
}
