using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>The <c>name{label="value",…}</c> part of a line; the name may stand in quotes inside the braces.</summary>
internal static class SeriesText
{
    public static SeriesKey Read(ref LineCursor cursor)
    {
        string? name = null;
        int start = cursor.At;
        if (cursor.Here != '{')
        {
            name = Encoding.ASCII.GetString(cursor.ReadName(mayHoldColon: true));
            if (name.Length == 0)
            {
                cursor.Fail($"expected a metric name, found {cursor.Found()}");
            }
        }
        int behindName = cursor.At;
        cursor.SkipBlanks();
        if (cursor.Here != '{')
        {
            cursor.At = behindName;
            return new SeriesKey(name!, LabelSet.Empty);
        }
        LabelSet labels = ReadLabels(ref cursor, ref name, mayName: true);
        if (name is null)
        {
            cursor.FailAt(start, "a metric name is missing");
        }
        return new SeriesKey(name, labels);
    }

    /// <summary>
    /// How many bytes of <paramref name="line"/> are its series, should it be well-formed: enough to look it up among those met before.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> line)
    {
        int name = line.IndexOfAny(" \t{"u8);
        int brace = name < 0 ? -1 : name + Math.Max(0, line[name..].IndexOfAnyExcept(" \t"u8));
        if (brace < 0 || line[brace] != '{')
        {
            return name < 0 ? line.Length : name;
        }
        bool isQuoted = false;
        for (int at = brace + 1; at < line.Length; at++)
        {
            byte here = line[at];
            if (here == '}' && !isQuoted)
            {
                return at + 1;
            }
            isQuoted ^= here == '"';
            at += here == '\\' ? 1 : 0;
        }
        return line.Length;
    }

    /// <summary>Labels in braces, of which the first is here.</summary>
    /// <param name="name">Set where a quoted metric name stands among them.</param>
    public static LabelSet ReadLabels(ref LineCursor cursor, ref string? name, bool mayName)
    {
        int open = cursor.At++;
        List<Label> labels = [];
        while (true)
        {
            cursor.SkipBlanks();
            if (cursor.IsAtEnd)
            {
                cursor.FailAt(open, "the labels are not closed: a '}' is missing");
            }
            if (cursor.TrySkip('}'))
            {
                return LabelSet.Of(labels);
            }
            ReadLabel(ref cursor, labels, ref name, mayName);
            cursor.SkipBlanks();
            if (!cursor.TrySkip(',') && !cursor.IsAtEnd && cursor.Here != '}')
            {
                cursor.Fail($"expected ',' or '}}' between labels, found {cursor.Found()}");
            }
        }
    }

    private static void ReadLabel(ref LineCursor cursor, List<Label> labels, ref string? metric, bool mayName)
    {
        int start = cursor.At;
        bool isQuoted = cursor.Here == '"';
        string name = isQuoted ? cursor.ReadQuoted("a name") : Encoding.ASCII.GetString(cursor.ReadName(mayHoldColon: false));
        if (name.Length == 0)
        {
            cursor.FailAt(start, $"expected a label name, found {(isQuoted ? "an empty one" : cursor.Found())}");
        }
        cursor.SkipBlanks();
        if (isQuoted && mayName && cursor.Here is (byte)',' or (byte)'}')
        {
            if (metric is not null)
            {
                cursor.FailAt(start, $"the metric has two names, '{metric}' and '{name}'");
            }
            metric = name;
            return;
        }
        if (!cursor.TrySkip('='))
        {
            cursor.Fail($"expected '=' after the label name '{name}', found {cursor.Found()}");
        }
        cursor.SkipBlanks();
        if (cursor.Here != '"')
        {
            cursor.Fail($"expected a quoted value for the label '{name}', found {cursor.Found()}");
        }
        string value = cursor.ReadQuoted($"the value of the label '{name}'");
        if (name == "__name__")
        {
            cursor.FailAt(start, "the label '__name__' is reserved: the metric's name stands before the braces");
        }
        if (labels.Exists(label => label.Name == name))
        {
            cursor.FailAt(start, $"the label '{name}' is given twice");
        }
        labels.Add(new Label(name, value));
    }
}
