using System.Text;
using System.Text.Json;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Push;

/// <summary>
/// One line of a push: <c>{"metric":"x","labels":{"a":"b"},"value":1.5,"timestamp":"2026-11-24T10:00:00Z"}</c>. <c>labels</c> and <c>timestamp</c>
/// may be left out; a numeric timestamp is Unix milliseconds; a value may be the string NaN, +Inf or -Inf.
/// </summary>
/// <param name="UnixMs">Null where the sample is of the receipt.</param>
internal readonly record struct JsonSample(SeriesKey Series, double Value, long? UnixMs)
{
    /// <exception cref="SourceFaultException">The reason, without the line.</exception>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static JsonSample Read(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new SourceFaultException("expected an object such as {\"metric\":\"x\",\"value\":1}");
        }
        string? metric = null;
        LabelSet? labels = null;
        double? value = null;
        (bool isGiven, long? unixMs) = (false, null);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string member = json.GetString()!;
            json.Read();
            bool isSecond = member switch { "metric" => metric is not null, "labels" => labels is not null, "value" => value is not null, "timestamp" => isGiven, _ => false };
            if (isSecond)
            {
                throw new SourceFaultException($"the member '{member}' is given twice");
            }
            switch (member)
            {
                case "metric": metric = ReadMetric(ref json); break;
                case "labels": labels = ReadLabels(ref json); break;
                case "value": value = ReadValue(ref json); break;
                case "timestamp": (isGiven, unixMs) = (true, ReadTime(ref json)); break;
                default: throw new SourceFaultException($"the member '{member}' is unknown; metric, labels, value and timestamp are known");
            }
        }
        json.Read();
        string missing = metric is null ? "metric" : "value";
        return metric is not null && value is not null
            ? new JsonSample(new SeriesKey(metric, labels ?? LabelSet.Empty), value.Value, unixMs)
            : throw new SourceFaultException($"the member '{missing}' is missing");
    }

    private static string ReadMetric(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String && json.GetString() is { Length: > 0 } name ? name : throw new SourceFaultException("'metric' must be a name in quotes");

    private static LabelSet ReadLabels(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new SourceFaultException("'labels' must be an object of strings");
        }
        List<Label> labels = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                throw new SourceFaultException($"the label '{name}' must be a string");
            }
            if (name.Length == 0 || name == "__name__" || labels.Exists(label => label.Name == name))
            {
                throw new SourceFaultException(name.Length == 0 ? "a label has no name" : name == "__name__" ? "the label '__name__' is reserved: use 'metric'" : $"the label '{name}' is given twice");
            }
            labels.Add(new Label(name, json.GetString()!));
        }
        return LabelSet.Of(labels);
    }

    private static double ReadValue(ref Utf8JsonReader json)
    {
        bool isText = json.TokenType is JsonTokenType.Number or JsonTokenType.String && !json.ValueIsEscaped;
        return isText && NumberText.TryRead(json.ValueSpan, out double value, out int length) && length == json.ValueSpan.Length
            ? value
            : throw new SourceFaultException("'value' must be a number, or one of \"NaN\", \"+Inf\" and \"-Inf\"");
    }

    private static long ReadTime(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long unixMs) && Math.Abs(unixMs) <= TimeText.Latest)
        {
            return unixMs;
        }
        return json.TokenType == JsonTokenType.String && !json.ValueIsEscaped && TimestampText.TryReadIso(json.ValueSpan, out unixMs)
            ? unixMs
            : throw new SourceFaultException("'timestamp' must be ISO 8601 in quotes or whole Unix milliseconds");
    }
}
