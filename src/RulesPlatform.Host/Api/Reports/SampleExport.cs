using System.Globalization;
using System.Text;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Writes stored samples, one series after the other: memory is one series' samples, however many there are.</summary>
internal sealed class SampleExport
{
    public const string CsvHeader = "time,metric,labels,value";

    private readonly IArchive _archive;
    private readonly StoredSeries[] _series;
    private readonly long _from;
    private readonly long _to;
    private readonly ExportFormat _format;

    public SampleExport(IArchive archive, Selector selector, DateTimeOffset from, DateTimeOffset to, ExportFormat format)
    {
        (_archive, _format) = (archive, format);
        (_from, _to) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        _series = [.. archive.Series(selector.Metric, selector.Matchers, int.MaxValue)
            .OrderBy(series => series.Key.Metric, StringComparer.Ordinal).ThenBy(series => series.Key.Labels)];
    }

    /// <summary>How many series there are to write.</summary>
    public int Count => _series.Length;

    public static string MediaTypeOf(ExportFormat format) =>
        format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <param name="progress">Told how many series are written.</param>
    public async Task Write(Stream body, Action<int> progress, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(false), 64 * 1024, leaveOpen: true) { NewLine = "\n" };
        if (_format == ExportFormat.Csv)
        {
            await writer.WriteLineAsync(CsvHeader.AsMemory(), cancellation);
        }
        string? metric = null;
        for (int i = 0; i < _series.Length; i++)
        {
            SeriesKey key = _series[i].Key;
            if (_format == ExportFormat.OpenMetrics && key.Metric != metric)
            {
                // What the type once was is not stored; unknown is the one type that asks nothing of names and values.
                await writer.WriteLineAsync($"# TYPE {key.Metric} unknown".AsMemory(), cancellation);
                metric = key.Metric;
            }
            await WriteSeries(writer, _series[i], cancellation);
            progress(i + 1);
        }
        if (_format == ExportFormat.OpenMetrics)
        {
            await writer.WriteLineAsync("# EOF".AsMemory(), cancellation);
        }
    }

    private async Task WriteSeries(StreamWriter writer, StoredSeries series, CancellationToken cancellation)
    {
        string name = series.Key.ToString();
        string cells = $"{Quoted(series.Key.Metric)},{Quoted(series.Key.Labels.ToString())}";
        foreach (Sample sample in _archive.Samples(series.Id, _from - 1, _to))
        {
            // Neither format has a word for "the series ended here".
            if (Staleness.IsMarker(sample.Value))
            {
                continue;
            }
            string line = _format == ExportFormat.Csv
                ? $"{DateTimeOffset.FromUnixTimeMilliseconds(sample.UnixMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)},{cells},{Number(sample.Value)}"
                : $"{name} {Number(sample.Value)} {(sample.UnixMs / 1000m).ToString("0.###", CultureInfo.InvariantCulture)}";
            await writer.WriteLineAsync(line.AsMemory(), cancellation);
        }
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
