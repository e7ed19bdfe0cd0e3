using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RulesPlatform.Host.Api.Access;

namespace RulesPlatform.Host.Api.Endpoints;

/// <summary>Reads the JSON of a request.</summary>
internal static class RequestBody
{
    /// <returns>The request, or what is wrong with it. An empty body is an empty object.</returns>
    public static async Task<(T? Request, IResult? Refusal)> Read<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellation) where T : class
    {
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            ReadOnlyMemory<byte> text = body.Length == 0 ? "{}"u8.ToArray() : body.GetBuffer().AsMemory(0, (int)body.Length);
            return JsonSerializer.Deserialize(text.Span, type) is { } read ? (read, null) : (null, ApiProblem.Invalid("body", "is null; a JSON object is expected."));
        }
        catch (JsonException flaw)
        {
            string field = flaw.Path is { Length: > 2 } path ? path[2..] : "body";
            string place = flaw.LineNumber is { } line ? $" (line {line + 1}, byte {flaw.BytePositionInLine + 1})" : "";
            return (null, ApiProblem.Invalid(field, $"cannot be read{place}: {flaw.Message.Split(" Path:", StringSplitOptions.None)[0]}"));
        }
        catch (BadHttpRequestException flaw)
        {
            return (null, ApiProblem.Of(flaw.StatusCode, "The request cannot be read", flaw.Message));
        }
    }

    /// <summary>The name of the key that was presented.</summary>
    public static string CallerOf(HttpContext context) => context.Features.Get<Caller>()?.Name ?? "unknown";
}
