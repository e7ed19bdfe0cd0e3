using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>Lines of CSV (RFC 4180, without line breaks inside cells). The first names the columns: metric and value are needed, time and labels may be there, every other column is a label.</summary>
internal sealed class CsvLines(DateTimeOffset now) : ILineReader
{
    private string[]? _columns;

    public string? TryRead(string line, out ImportedSample? sample)
    {
        sample = null;
        if (line.Length == 0)
        {
            return null;
        }
        if (Cells(line) is not { } cells)
        {
            return "a quoted cell does not end";
        }
        if (_columns is null)
        {
            _columns = [.. cells.Select(cell => cell.Trim().TrimStart('\uFEFF'))];
            return _columns.Contains("metric") && _columns.Contains("value") ? null : "the first line must name the columns, 'metric' and 'value' among them; e.g. time,metric,labels,value";
        }
        return cells.Count == _columns.Length ? Read(cells, out sample) : $"there are {cells.Count} cells, and the first line names {_columns.Length} columns";
    }

    private string? Read(List<string> cells, out ImportedSample? sample)
    {
        sample = null;
        (string name, LabelSet labels, double? value, long unixMs) = ("", LabelSet.Empty, null, now.ToUnixTimeMilliseconds());
        var extra = new List<Label>();
        for (int i = 0; i < cells.Count; i++)
        {
            string cell = cells[i];
            switch (_columns![i])
            {
                case "metric":
                    name = cell;
                    break;
                case "value":
                    if (!ExpositionLines.TryNumber(cell, out double number))
                    {
                        return $"'{cell}' is not a number";
                    }
                    value = number;
                    break;
                case "time":
                    if (!TryTime(cell, out unixMs))
                    {
                        return $"'{cell}' is not a time: write 2026-11-24T10:00:00Z, or Unix seconds or milliseconds";
                    }
                    break;
                case "labels":
                    if (cell.Length > 0)
                    {
                        if (ExpositionLines.TryParseSeries($"x{(cell[0] == '{' ? cell : $"{{{cell}}}")}", out SeriesKey labelled) is { } flaw)
                        {
                            return flaw;
                        }
                        labels = labelled.Labels;
                    }
                    break;
                default:
                    extra.Add(new Label(_columns[i], cell));
                    break;
            }
        }
        string? misnamed = ExpositionLines.TryParseSeries(name, out SeriesKey key);
        sample = misnamed is null ? new ImportedSample(new SeriesKey(key.Metric, labels.With(LabelSet.Of(extra))), value!.Value, unixMs) : null;
        return misnamed;
    }

    private static bool TryTime(string cell, out long unixMs)
    {
        unixMs = 0;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            // Seconds reach 1e11 in the year 5138; milliseconds passed it in 1973.
            unixMs = (long)(Math.Abs(number) < 1e11 ? number * 1000 : number);
            return Math.Abs(number) < 1e14;
        }
        bool isInstant = DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant);
        unixMs = instant.ToUnixTimeMilliseconds();
        return isInstant;
    }

    /// <summary>Null where a quoted cell does not end.</summary>
    private static List<string>? Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char letter = line[i];
            if (isQuoted && letter == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }
        cells.Add(cell.ToString());
        return isQuoted ? null : cells;
    }
}
