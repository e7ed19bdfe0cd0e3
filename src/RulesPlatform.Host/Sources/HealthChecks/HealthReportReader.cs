using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RulesPlatform.Host.Sources.HealthChecks;

/// <summary>
/// Reads the JSON of HealthChecks UI: <c>status</c>, <c>totalDuration</c>, and <c>entries</c> by name with <c>status</c>,
/// <c>duration</c>, <c>data</c>. Names in any casing; the checks may also be called <c>results</c> or <c>checks</c>, and may be a
/// list whose members have a <c>name</c>; statuses may be the numbers of the framework's enumeration. A plain word is a report without checks.
/// </summary>
internal static class HealthReportReader
{
    /// <exception cref="FormatException">It is no such report; the message says what is amiss.</exception>
    public static HealthReport Read(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> text = body.Span.Trim(" \t\r\n\uFEFF"u8);
        if (text.IsEmpty)
        {
            throw new FormatException("the body is empty");
        }
        if (text[0] != '{')
        {
            string word = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 60)]).Trim('"');
            return new HealthReport(StatusOf(word) ?? throw new FormatException($"'{OneLine(word)}' is neither JSON nor one of Healthy, Degraded, Unhealthy"), null, []);
        }
        try
        {
            using var document = JsonDocument.Parse(body[body.Span.IndexOf((byte)'{')..], new JsonDocumentOptions { AllowTrailingCommas = true });
            return ReadRoot(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"the body is no JSON: {OneLine(failure.Message)}", failure);
        }
    }

    private static HealthReport ReadRoot(JsonElement root)
    {
        double status = Status(root, "the report");
        JsonElement? checks = Member(root, "entries") ?? Member(root, "results") ?? Member(root, "checks");
        List<HealthEntry> entries = checks switch
        {
            { ValueKind: JsonValueKind.Object } named => [.. named.EnumerateObject().Select(check => Entry(check.Name, check.Value))],
            { ValueKind: JsonValueKind.Array } listed => [.. listed.EnumerateArray().Select(check => Entry(NameOf(check), check))],
            _ => [],
        };
        if (entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new FormatException($"the check '{twice.Key}' is listed {twice.Count()} times");
        }
        return new HealthReport(status, Duration(root, "totalDuration") ?? Duration(root, "duration"), entries);
    }

    private static HealthEntry Entry(string name, JsonElement check)
    {
        // The shortest writers give a check its status alone.
        if (check.ValueKind == JsonValueKind.String)
        {
            return new HealthEntry(name, StatusOf(check.GetString()!) ?? throw Unknown(check, $"check '{name}'"), null, []);
        }
        var data = new Dictionary<string, double>(StringComparer.Ordinal);
        if (Member(check, "data") is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                if (NumberOf(member.Value) is { } value)
                {
                    data[member.Name] = value;
                }
            }
        }
        return new HealthEntry(name, Status(check, $"check '{name}'"), Duration(check, "duration"), [.. data]);
    }

    private static string NameOf(JsonElement check) =>
        (Member(check, "name") ?? Member(check, "key")) is { ValueKind: JsonValueKind.String } name && name.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException("a check in the list has no name");

    private static double Status(JsonElement element, string of) => Member(element, "status") switch
    {
        { ValueKind: JsonValueKind.String } word => StatusOf(word.GetString()!) ?? throw Unknown(word, of),
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int value) && value is >= 0 and <= 2 => value / 2.0,
        { } other => throw Unknown(other, of),
        null => throw new FormatException($"{of} has no 'status'"),
    };

    private static FormatException Unknown(JsonElement status, string of) =>
        new($"the status of {of} is {OneLine(status.GetRawText())}, which is none of Healthy, Degraded, Unhealthy");

    private static double? StatusOf(string word) => word.Trim().ToUpperInvariant() switch
    {
        "HEALTHY" => 1,
        "DEGRADED" => 0.5,
        "UNHEALTHY" => 0,
        _ => null,
    };

    /// <summary>A .NET time span, or a number of milliseconds.</summary>
    private static TimeSpan? Duration(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text when TimeSpan.TryParse(text.GetString(), CultureInfo.InvariantCulture, out TimeSpan span) => span,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double ms) && Math.Abs(ms) < 1e12 => TimeSpan.FromMilliseconds(ms),
        _ => null,
    };

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out double number) && double.IsFinite(number) => number,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }
        return null;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } tooLong ? tooLong[..80] + "…" : text.ReplaceLineEndings(" ");
}
