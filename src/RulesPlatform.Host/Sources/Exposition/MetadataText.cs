using System.Text;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>What a <c># HELP</c>, <c># TYPE</c> or <c># UNIT</c> line says.</summary>
/// <param name="Family">Null for a comment that says nothing to us.</param>
internal readonly record struct MetadataText(string? Family, MetricType? Type, string? Unit, string? Help)
{
    /// <param name="cursor">At the <c>#</c>.</param>
    public static MetadataText Read(ref LineCursor cursor, ExpositionFormat format)
    {
        cursor.TrySkip('#');
        cursor.SkipBlanks();
        int at = cursor.At;
        string keyword = Encoding.UTF8.GetString(cursor.ReadWord());
        if (keyword is not ("HELP" or "TYPE") && (keyword != "UNIT" || format == ExpositionFormat.Text))
        {
            if (format == ExpositionFormat.OpenMetrics)
            {
                cursor.FailAt(at, "OpenMetrics knows the comments '# HELP', '# TYPE', '# UNIT' and '# EOF' only");
            }
            return default;
        }
        cursor.SkipBlanks();
        string family = ReadFamily(ref cursor, keyword);
        if (!cursor.IsAtEnd && cursor.Here is not ((byte)' ' or (byte)'\t'))
        {
            cursor.Fail($"expected a blank behind the metric name '{family}', found {cursor.Found()}");
        }
        cursor.SkipBlanks();
        return keyword switch
        {
            "HELP" => new MetadataText(family, null, null, LineCursor.Unescape(cursor.Decode(cursor.Rest, "the help text", cursor.At))),
            "TYPE" => new MetadataText(family, ReadType(ref cursor, family), null, null),
            _ => new MetadataText(family, null, ReadUnit(ref cursor, family), null),
        };
    }

    private static string ReadFamily(ref LineCursor cursor, string keyword)
    {
        string family = cursor.Here == '"' ? cursor.ReadQuoted("the metric name") : Encoding.ASCII.GetString(cursor.ReadName(mayHoldColon: true));
        if (family.Length == 0)
        {
            cursor.Fail($"expected a metric name after '# {keyword}', found {cursor.Found()}");
        }
        return family;
    }

    private static MetricType ReadType(ref LineCursor cursor, string family)
    {
        int at = cursor.At;
        string word = Encoding.UTF8.GetString(cursor.ReadWord());
        cursor.SkipBlanks();
        MetricType? type = word switch
        {
            "counter" => MetricType.Counter,
            "gauge" => MetricType.Gauge,
            "histogram" => MetricType.Histogram,
            "gaugehistogram" => MetricType.GaugeHistogram,
            "summary" => MetricType.Summary,
            "stateset" => MetricType.StateSet,
            "info" => MetricType.Info,
            "unknown" or "untyped" => MetricType.Unknown,
            _ => null,
        };
        if (type is null)
        {
            cursor.FailAt(at, word.Length == 0 ? $"the type of '{family}' is missing" : $"'{word}' is no type of a metric");
        }
        if (!cursor.IsAtEnd)
        {
            cursor.Fail($"expected the end of the line behind the type, found {cursor.Found()}");
        }
        return type.Value;
    }

    private static string ReadUnit(ref LineCursor cursor, string family)
    {
        int at = cursor.At;
        string unit = Encoding.UTF8.GetString(cursor.ReadWord());
        if (unit.Length > 0 && !family.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            cursor.FailAt(at, $"the unit '{unit}' must end the metric's name, and '{family}' ends otherwise");
        }
        return unit;
    }
}
