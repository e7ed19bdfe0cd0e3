using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>Lines of OpenMetrics or of the Prometheus text format: <c>name{label="x"} value [time] [# exemplar]</c>.</summary>
internal sealed class ExpositionLines(DateTimeOffset now, bool isSeconds) : ILineReader
{
    private readonly Dictionary<string, SeriesKey> _keys = new(StringComparer.Ordinal);

    public string? TryRead(string line, out ImportedSample? sample)
    {
        sample = null;
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        if (text.IsEmpty || text[0] == '#')
        {
            return null;
        }
        int end = EndOfSeries(text);
        if (end < 0)
        {
            return "the labels do not end: a closing \" or } is missing";
        }
        if (KeyOf(text[..end].ToString(), out SeriesKey key) is { } flaw)
        {
            return flaw;
        }
        ReadOnlySpan<char> rest = text[end..];
        int exemplar = rest.IndexOf(" # ");
        rest = (exemplar < 0 ? rest : rest[..exemplar]).Trim();
        int space = rest.IndexOf(' ');
        ReadOnlySpan<char> number = space < 0 ? rest : rest[..space];
        if (number.IsEmpty || !TryNumber(number, out double value))
        {
            return $"'{number}' is not a number";
        }
        long unixMs = now.ToUnixTimeMilliseconds();
        if (space >= 0 && !TryTime(rest[space..].Trim(), out unixMs))
        {
            return $"'{rest[space..].Trim()}' is not a time in {(isSeconds ? "seconds" : "milliseconds")} since 1970";
        }
        sample = new ImportedSample(key, value, unixMs);
        return null;
    }

    public static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        if (text.Equals("+Inf", StringComparison.OrdinalIgnoreCase) || text.Equals("Inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
            return true;
        }
        if (text.Equals("-Inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NegativeInfinity;
            return true;
        }
        if (text.Equals("NaN", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>What is wrong with <c>name{label="x"}</c>, or null and the series.</summary>
    public static string? TryParseSeries(string text, out SeriesKey key)
    {
        key = null!;
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        string name = (brace < 0 ? text : text[..brace]).Trim();
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] is '_' or ':') || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':' or '.'))
        {
            return $"'{name}' is not a metric's name";
        }
        var labels = new List<Label>();
        if (brace >= 0 && ReadLabels(text, brace + 1, labels) is { } flaw)
        {
            return flaw;
        }
        key = new SeriesKey(name, LabelSet.Of(labels));
        return null;
    }

    private static string? ReadLabels(string text, int at, List<Label> labels)
    {
        while (at < text.Length && text[at] != '}')
        {
            int equals = text.IndexOf('=', at);
            string name = equals < 0 ? "" : text[at..equals].Trim(' ', ',');
            if (name.Length == 0 || equals + 1 >= text.Length || text[equals + 1] != '"')
            {
                return $"a label is expected at character {at + 1}: name=\"value\"";
            }
            var value = new StringBuilder();
            at = equals + 2;
            while (at < text.Length && text[at] != '"')
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    at++;
                    value.Append(text[at] == 'n' ? '\n' : text[at]);
                }
                else
                {
                    value.Append(text[at]);
                }
                at++;
            }
            if (labels.Exists(label => label.Name == name))
            {
                return $"the label '{name}' occurs twice";
            }
            labels.Add(new Label(name, value.ToString()));
            at++;
            while (at < text.Length && text[at] is ',' or ' ')
            {
                at++;
            }
        }
        return null;
    }

    /// <summary>Where name and labels end; −1 where the labels do not.</summary>
    private static int EndOfSeries(ReadOnlySpan<char> text)
    {
        int stop = text.IndexOfAny('{', ' ');
        if (stop < 0 || text[stop] == ' ')
        {
            return stop < 0 ? text.Length : stop;
        }
        bool isQuoted = false;
        for (int i = stop + 1; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == '}' && !isQuoted)
            {
                return i + 1;
            }
        }
        return -1;
    }

    private string? KeyOf(string text, out SeriesKey key)
    {
        if (_keys.TryGetValue(text, out key!))
        {
            return null;
        }
        string? flaw = TryParseSeries(text, out key);
        if (flaw is null)
        {
            _keys[text] = key;
        }
        return flaw;
    }

    private bool TryTime(ReadOnlySpan<char> text, out long unixMs)
    {
        unixMs = 0;
        if (!isSeconds)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out unixMs);
        }
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds) || Math.Abs(seconds) > 253402300799m)
        {
            return false;
        }
        unixMs = (long)(seconds * 1000);
        return true;
    }
}
