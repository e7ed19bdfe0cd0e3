using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Push;

/// <summary>
/// Samples as JSON: an object, an array of objects, or one object a line, each
/// <c>{"metric":"queue_length","labels":{"queue":"mail"},"value":3,"timestamp":"2026-11-24T10:00:00Z"}</c>. Labels and timestamp may be left
/// out; a timestamp is ISO 8601 with a zone or whole Unix milliseconds; a value is a number or one of <c>"NaN"</c>, <c>"+Inf"</c>, <c>"-Inf"</c>.
/// </summary>
internal static partial class JsonSamples
{
    private const int MostFlaws = 100;

    /// <returns>What is wrong, by line, at most a hundred; empty when everything was written.</returns>
    public static IReadOnlyList<LineFlaw> Read(ReadOnlySpan<byte> body, SampleWriter writer)
    {
        var flaws = new List<LineFlaw>();
        int first = body.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0)
        {
            return [new LineFlaw(1, "the body is empty; expected at least one sample")];
        }
        if (body[first] == (byte)'[')
        {
            ReadArray(body, writer, flaws);
            return flaws;
        }
        int line = 0;
        while (!body.IsEmpty && flaws.Count < MostFlaws)
        {
            line++;
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 1)..];
            if (text.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                ReadOne(text, writer, flaws, line);
            }
        }
        return flaws;
    }

    private static void ReadArray(ReadOnlySpan<byte> body, SampleWriter writer, List<LineFlaw> flaws)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(body));
            int index = 0;
            foreach (JsonElement one in document.RootElement.EnumerateArray())
            {
                index++;
                if (flaws.Count < MostFlaws && Write(one, writer) is { } flaw)
                {
                    flaws.Add(new LineFlaw(index, flaw));
                }
            }
        }
        catch (JsonException broken)
        {
            flaws.Add(new LineFlaw((int)(broken.LineNumber ?? 0) + 1, Reason(broken)));
        }
    }

    private static void ReadOne(ReadOnlySpan<byte> text, SampleWriter writer, List<LineFlaw> flaws, int line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(text));
            if (Write(document.RootElement, writer) is { } flaw)
            {
                flaws.Add(new LineFlaw(line, flaw));
            }
        }
        catch (JsonException broken)
        {
            flaws.Add(new LineFlaw(line, Reason(broken)));
        }
    }

    private static string Reason(JsonException broken) => $"no JSON at column {(broken.BytePositionInLine ?? 0) + 1}: {broken.Message.Split(" LineNumber", 2)[0]}";

    /// <returns>What is wrong with the sample, or null when it was written.</returns>
    private static string? Write(JsonElement sample, SampleWriter writer)
    {
        if (sample.ValueKind != JsonValueKind.Object)
        {
            return "a sample is an object with metric and value";
        }
        foreach (JsonProperty member in sample.EnumerateObject())
        {
            if (member.Name is not ("metric" or "labels" or "value" or "timestamp"))
            {
                return $"unknown member '{member.Name}'; a sample has metric, labels, value and timestamp";
            }
        }
        if (!sample.TryGetProperty("metric", out JsonElement metric) || metric.ValueKind != JsonValueKind.String || metric.GetString()!.Length == 0)
        {
            return "metric is missing or no text";
        }
        if (!sample.TryGetProperty("value", out JsonElement number) || ValueOf(number) is not { } value)
        {
            return "value is missing, or neither a number nor \"NaN\", \"+Inf\" or \"-Inf\"";
        }
        if (LabelsOf(sample, writer.Guards, out LabelSet labels) is { } flaw)
        {
            return flaw;
        }
        if (TimeOf(sample, out long? time) is { } problem)
        {
            return problem;
        }
        writer.Add(metric.GetString()!, labels, value, time);
        return null;
    }

    private static double? ValueOf(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Number => number.GetDouble(),
        JsonValueKind.String => number.GetString() switch { "NaN" => double.NaN, "+Inf" or "Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, _ => null },
        _ => null,
    };

    private static string? LabelsOf(JsonElement sample, CollectionGuards guards, out LabelSet labels)
    {
        labels = LabelSet.Empty;
        if (!sample.TryGetProperty("labels", out JsonElement members))
        {
            return null;
        }
        if (members.ValueKind != JsonValueKind.Object)
        {
            return "labels is no object";
        }
        var read = new List<Label>();
        foreach (JsonProperty member in members.EnumerateObject())
        {
            if (!LabelName().IsMatch(member.Name) || member.Value.ValueKind != JsonValueKind.String)
            {
                return $"label '{member.Name}': a name is letters, digits and _, not beginning with a digit, and a value is text";
            }
            if (member.Name.Length > guards.MaxLabelNameLength || member.Value.GetString()!.Length > guards.MaxLabelValueLength)
            {
                return $"label '{member.Name}' is longer than the guards allow";
            }
            read.Add(new Label(member.Name, member.Value.GetString()!));
        }
        labels = LabelSet.Of(read);
        return read.Count > guards.MaxLabels ? $"{read.Count} labels, and at most {guards.MaxLabels} are allowed (guards.maxLabels)" : null;
    }

    private static string? TimeOf(JsonElement sample, out long? time)
    {
        time = null;
        if (!sample.TryGetProperty("timestamp", out JsonElement member))
        {
            return null;
        }
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out long milliseconds))
        {
            time = milliseconds;
            return null;
        }
        if (member.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(member.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            time = instant.ToUnixTimeMilliseconds();
            return null;
        }
        return "timestamp is neither whole Unix milliseconds nor ISO 8601";
    }

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex LabelName();
}
