using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
/// Samples as CSV by RFC 4180: a header with <c>timestamp</c>, <c>metric</c> and <c>value</c> in any order, every other column being a label (empty
/// for none). A timestamp is ISO 8601 with a zone, Unix seconds, or Unix milliseconds (from 100,000,000,000 on).
/// </summary>
internal static class CsvSamples
{
    private const double FirstMilliseconds = 1e11;

    /// <exception cref="SourceFaultException">Malformed: line and reason. What was written before is for the caller to drop.</exception>
    public static void Read(byte[] body, SampleWriter writer)
    {
        using IEnumerator<(int Line, List<string> Fields)> rows = Rows(Text(body)).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw new SourceFaultException("the file is empty; expected a header with timestamp, metric and value");
        }
        List<string> header = rows.Current.Fields;
        int time = Column(header, "timestamp");
        int metric = Column(header, "metric");
        int value = Column(header, "value");
        if (header.Distinct(StringComparer.Ordinal).Count() != header.Count)
        {
            throw new SourceFaultException("line 1: two columns have one name");
        }
        while (rows.MoveNext())
        {
            (int line, List<string> fields) = rows.Current;
            if (fields is [""])
            {
                continue;
            }
            if (fields.Count != header.Count)
            {
                throw new SourceFaultException($"line {line}: {fields.Count} fields, and the header has {header.Count}");
            }
            IEnumerable<Label> labels = header.Select((name, i) => (name, i))
                .Where(column => column.i != time && column.i != metric && column.i != value)
                .Select(column => new Label(column.name, fields[column.i]));
            if (fields[metric].Length == 0)
            {
                throw new SourceFaultException($"line {line}: metric is empty");
            }
            writer.Add(fields[metric], LabelSet.Of(labels), Number(fields[value], line), Time(fields[time], line));
        }
    }

    private static string Text(byte[] body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException broken)
        {
            throw new SourceFaultException($"byte {broken.Index + 1} is not UTF-8", broken);
        }
    }

    private static int Column(List<string> header, string name) =>
        header.IndexOf(name) is var index and >= 0 ? index : throw new SourceFaultException($"line 1: the header has no column '{name}'; it has {string.Join(", ", header)}");

    private static double Number(string text, int line) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new SourceFaultException($"line {line}: '{text}' is no number"),
    };

    private static long Time(string text, int line)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number))
        {
            return (long)Math.Round(Math.Abs(number) >= FirstMilliseconds ? number : number * 1000);
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant.ToUnixTimeMilliseconds()
            : throw new SourceFaultException($"line {line}: '{text}' is no time; expected ISO 8601, Unix seconds or milliseconds");
    }

    /// <summary>Rows with the line they begin on; quoted fields may hold commas, quotes (doubled) and line breaks.</summary>
    private static IEnumerable<(int Line, List<string> Fields)> Rows(string text)
    {
        int at = 0;
        int line = 1;
        while (at < text.Length)
        {
            int begin = line;
            var fields = new List<string>();
            do
            {
                fields.Add(Field(text, ref at, ref line));
            }
            while (at < text.Length && text[at - 1] == ',');
            if (at == text.Length && text[at - 1] == ',')
            {
                fields.Add("");
            }
            yield return (begin, fields);
        }
    }

    /// <summary>One field and the comma or line break after it.</summary>
    private static string Field(string text, ref int at, ref int line)
    {
        var field = new StringBuilder();
        if (text[at] == '"')
        {
            int opened = line;
            for (at++; at < text.Length; at++)
            {
                if (text[at] == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
                {
                    at++;
                    EndField(text, ref at, ref line);
                    return field.ToString();
                }
                at += text[at] == '"' ? 1 : 0;
                line += text[at] == '\n' ? 1 : 0;
                field.Append(text[at]);
            }
            throw new SourceFaultException($"line {opened}: a quote is not closed");
        }
        int end = text.AsSpan(at).IndexOfAny(",\n");
        end = end < 0 ? text.Length : at + end;
        field.Append(text.AsSpan(at, end - at));
        at = end;
        EndField(text, ref at, ref line);
        return field.ToString().TrimEnd('\r');
    }

    private static void EndField(string text, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }
        if (at >= text.Length)
        {
            return;
        }
        if (text[at] is not (',' or '\n'))
        {
            throw new SourceFaultException($"line {line}: text follows a closing quote");
        }
        line += text[at] == '\n' ? 1 : 0;
        at++;
    }
}
