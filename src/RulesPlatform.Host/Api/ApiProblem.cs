using Microsoft.AspNetCore.Http.HttpResults;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api;

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class ApiProblem
{
    public static ProblemHttpResult Of(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);

    /// <summary>What is wrong with the request, by field.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, string[]> errors) => Results.ValidationProblem(
        errors.ToDictionary(), detail: string.Join(" ", errors.SelectMany(pair => pair.Value.Select(flaw => $"{pair.Key}: {flaw}"))), title: "The request cannot be used");

    public static IResult Invalid(string field, string flaw) => Invalid(new Dictionary<string, string[]> { [field] = [flaw] });

    public static ProblemHttpResult Unknown(string what, string name, string remedy) =>
        Of(StatusCodes.Status404NotFound, $"No such {what}", $"There is no {what} '{name}'. {remedy}");

    public static ProblemHttpResult StoreFault(HistoryFaultException fault) =>
        Of(StatusCodes.Status503ServiceUnavailable, "The store refuses to write", $"{fault.Message} Nothing was done; try again once it writes.");
}
