using System.Globalization;
using System.Text;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.CommandLine.Commands;

/// <summary>The answer to a query as a table and as CSV.</summary>
internal static class QueryText
{
    public static void WriteTable(Screen screen, QueryAnswer answer)
    {
        bool isFirst = true;
        foreach (QuerySeries series in answer.Series)
        {
            if (!isFirst)
            {
                screen.Line();
            }
            isFirst = false;
            screen.Line(Bold(series.Metric) + Text(Words.Labels(series.Labels)) + (series.Unit is null ? "" : Dim($"   {series.Unit}")));
            if (series.Levels.Count > 0)
            {
                screen.Line(Dim($"  thresholds: {string.Join(", ", series.Levels.Select(level => $"{level.Name} {Words.Quantity(level.Value, series.Unit)}"))}"));
            }
            if (series.Points.Count == 0)
            {
                screen.Line(Dim("  no samples in this range"));
                continue;
            }
            Dictionary<DateTimeOffset, double?> expected = series.Expected.ToDictionary(point => point.At, point => point.Value);
            screen.Columns([.. series.Points.Select(point => new[]
            {
                Dim(Words.Instant(point.At)), Text(point.IsEnd ? "ended" : point.Value is { } value ? Words.Number(value) : "NaN"),
                expected.TryGetValue(point.At, out double? normal) ? Dim($"expected {(normal is { } number ? Words.Number(number) : "–")}") : "",
            })]);
        }
    }

    public static void WriteCsv(Screen screen, QueryAnswer answer)
    {
        string[] names = [.. answer.Series.SelectMany(series => series.Labels.Keys).Distinct().Order(StringComparer.Ordinal)];
        var text = new StringBuilder().AppendJoin(',', names.Prepend("metric").Prepend("time").Append("value").Append("expected").Select(Cell)).Append('\n');
        foreach (QuerySeries series in answer.Series)
        {
            Dictionary<DateTimeOffset, double?> expected = series.Expected.ToDictionary(point => point.At, point => point.Value);
            foreach (PointAnswer point in series.Points.Where(point => !point.IsEnd))
            {
                text.Append(point.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(',').Append(Cell(series.Metric));
                foreach (string name in names)
                {
                    text.Append(',').Append(Cell(series.Labels.GetValueOrDefault(name) ?? ""));
                }
                text.Append(',').Append(point.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "NaN").Append(',')
                    .Append(expected.GetValueOrDefault(point.At)?.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
        }
        screen.Verbatim(text.ToString());
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
