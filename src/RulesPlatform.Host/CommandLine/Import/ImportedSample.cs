using System.Text.Json;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>A sample read from a file.</summary>
internal readonly record struct ImportedSample(SeriesKey Series, double Value, long UnixMs)
{
    /// <summary>As one line of <c>POST /api/v1/samples</c>.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("metric", Series.Metric);
        if (Series.Labels.Count > 0)
        {
            json.WriteStartObject("labels");
            foreach (Label label in Series.Labels)
            {
                json.WriteString(label.Name, label.Value);
            }
            json.WriteEndObject();
        }
        if (double.IsFinite(Value))
        {
            json.WriteNumber("value", Value);
        }
        else
        {
            json.WriteString("value", double.IsNaN(Value) ? "NaN" : Value > 0 ? "+Inf" : "-Inf");
        }
        json.WriteNumber("timestamp", UnixMs);
        json.WriteEndObject();
    }
}
