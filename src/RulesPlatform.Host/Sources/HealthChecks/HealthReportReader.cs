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
    private const int LongestExcerpt = 80;

    private static readonly string[] ChecksMembers = ["entries", "results", "checks"];

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <exception cref="FormatException">It is no such report; the message says what is amiss and where.</exception>
    public static HealthReport Read(ReadOnlyMemory<byte> body)
    {
        ReadOnlyMemory<byte> text = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        ReadOnlySpan<byte> trimmed = text.Span.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty)
        {
            throw new FormatException("the body is empty");
        }
        if (trimmed[0] != '{')
        {
            string word = Encoding.UTF8.GetString(trimmed[..Math.Min(trimmed.Length, LongestExcerpt)]).Trim('"');
            return new HealthReport(StatusOf(word) ?? throw new FormatException($"'{OneLine(word)}' is neither JSON nor one of Healthy, Degraded, Unhealthy"), null, []);
        }
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true });
            return ReadRoot(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new FormatException(PlaceOf(failure), failure);
        }
    }

    private static HealthReport ReadRoot(JsonElement root)
    {
        double status = Status(root, "");
        string member = Array.Find(ChecksMembers, name => Member(root, name) is not null) ?? ChecksMembers[0];
        List<HealthEntry> entries = Member(root, member) switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Object } named => [.. named.EnumerateObject().Select(check => Entry(check.Name, check.Value, $"{member}.{check.Name}"))],
            { ValueKind: JsonValueKind.Array } listed => [.. listed.EnumerateArray().Select((check, i) => Entry(NameOf(check, $"{member}[{i}]"), check, $"{member}[{i}]"))],
            { } other => throw new FormatException($"'{member}' is {OneLine(other.GetRawText())}, which is neither an object nor a list of checks"),
        };
        if (entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new FormatException($"the check '{OneLine(twice.Key)}' is in '{member}' {twice.Count()} times");
        }
        return new HealthReport(status, Duration(root, "totalDuration") ?? Duration(root, "duration"), entries);
    }

    private static HealthEntry Entry(string name, JsonElement check, string place)
    {
        // The shortest writers give a check its status alone.
        if (check.ValueKind == JsonValueKind.String)
        {
            return new HealthEntry(name, StatusOf(check.GetString()!) ?? throw Unknown(check, place), null, []);
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
        return new HealthEntry(name, Status(check, place + "."), Duration(check, "duration"), [.. data]);
    }

    private static string NameOf(JsonElement check, string place) =>
        (Member(check, "name") ?? Member(check, "key")) is { ValueKind: JsonValueKind.String } name && name.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"{place} has no 'name'");

    /// <param name="of">What comes before <c>status</c> in its place, dot included.</param>
    private static double Status(JsonElement element, string of) => Member(element, "status") switch
    {
        { ValueKind: JsonValueKind.String } word => StatusOf(word.GetString()!) ?? throw Unknown(word, of + "status"),
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int value) && value is >= 0 and <= 2 => value / 2.0,
        { } other => throw Unknown(other, of + "status"),
        null => throw new FormatException($"'{OneLine(of)}status' is missing"),
    };

    private static FormatException Unknown(JsonElement status, string place) =>
        new($"'{OneLine(place)}' is {OneLine(status.GetRawText())}, which is none of Healthy, Degraded, Unhealthy");

    private static double? StatusOf(string word) => word.Trim().ToUpperInvariant() switch
    {
        "HEALTHY" => 1,
        "DEGRADED" => 0.5,
        "UNHEALTHY" => 0,
        _ => null,
    };

    /// <summary>A .NET time span with its colons (a bare number would be days), or a number of milliseconds.</summary>
    private static TimeSpan? Duration(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { } span && span.Contains(':')
            && TimeSpan.TryParse(span, CultureInfo.InvariantCulture, out TimeSpan duration) => duration,
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

    /// <summary>Line and column from 1; the column counts bytes.</summary>
    private static string PlaceOf(JsonException failure)
    {
        string what = failure.Message;
        int place = what.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {failure.LineNumber + 1}, column {failure.BytePositionInLine + 1}: {OneLine(place < 0 ? what : what[..place], 2 * LongestExcerpt)}");
    }

    private static string OneLine(string text, int longest = LongestExcerpt)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length > longest ? line[..longest] + "…" : line;
    }
}
