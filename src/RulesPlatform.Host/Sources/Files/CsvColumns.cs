using System.Text;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>What the header of a CSV file says: <c>metric</c>, <c>value</c> and perhaps <c>timestamp</c>, in any case and order; every other column is a label.</summary>
internal sealed class CsvColumns
{
    private readonly string[] _labels;

    private CsvColumns(int metric, int value, int timestamp, string[] labels) => (Metric, Value, Timestamp, _labels) = (metric, value, timestamp, labels);

    public int Metric { get; }

    public int Value { get; }

    /// <summary>-1 where there is none.</summary>
    public int Timestamp { get; }

    public int Count => _labels.Length;

    public static CsvColumns Read(ref CsvRecords records)
    {
        if (!records.TryRead())
        {
            throw new SourceFaultException("line 1: the file is empty; expected a header such as 'timestamp,metric,value,instance'");
        }
        string[] names = new string[records.Count];
        for (int i = 0; i < names.Length; i++)
        {
            string name = Text(records[i], records.Line, $"the name of column {i + 1}").Trim();
            names[i] = name.ToLowerInvariant() is "metric" or "value" or "timestamp" ? name.ToLowerInvariant() : name;
            string? trouble = name.Length == 0 ? "has no name" : Array.IndexOf(names, names[i], 0, i) >= 0 ? $"is a second '{name}'" : null;
            if (trouble is not null || name == "__name__")
            {
                throw new SourceFaultException($"line {records.Line}: column {i + 1} of the header {trouble ?? "is '__name__'; the metric's column is named 'metric'"}");
            }
        }
        return new CsvColumns(Required(names, "metric", records.Line), Required(names, "value", records.Line), Array.IndexOf(names, "timestamp"), names);
    }

    public bool IsLabel(int column) => column != Metric && column != Value && column != Timestamp;

    public SeriesKey SeriesOf(ref CsvRecords records)
    {
        string metric = Text(records[Metric], records.Line, "the metric");
        if (metric.Length == 0)
        {
            throw new SourceFaultException($"line {records.Line}: the metric is missing");
        }
        List<Label> labels = [];
        for (int column = 0; column < _labels.Length; column++)
        {
            if (IsLabel(column))
            {
                labels.Add(new Label(_labels[column], Text(records[column], records.Line, $"the label '{_labels[column]}'")));
            }
        }
        return new SeriesKey(metric, LabelSet.Of(labels));
    }

    private static int Required(string[] names, string column, int line)
    {
        int at = Array.IndexOf(names, column);
        return at >= 0 ? at : throw new SourceFaultException($"line {line}: the header has no column '{column}'; expected one such as 'timestamp,metric,value,instance'");
    }

    private static string Text(ReadOnlySpan<byte> bytes, int line, string what) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new SourceFaultException($"line {line}: {what} is not valid UTF-8");
}
