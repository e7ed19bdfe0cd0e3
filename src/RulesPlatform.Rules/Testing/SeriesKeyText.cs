using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>A series as people write it: <c>up{job="node",instance="a"}</c>.</summary>
internal static partial class SeriesKeyText
{
    /// <summary>Anchored; the same in JSON Schema.</summary>
    public const string Pattern = """^[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(, *)?)*\})?$""";

    public static Flaw? Read(string text, out SeriesKey key)
    {
        key = new SeriesKey("", LabelSet.Empty);
        if (!Whole().IsMatch(text))
        {
            return new Flaw(ReadingProblems.Name, $"{Printable.Quote(text)} is not a series", "write it as up{job=\"node\",instance=\"a\"}, with \\\" in JSON");
        }
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        IEnumerable<Label> labels = brace < 0 ? [] : Labels().Matches(text[brace..]).Select(match => new Label(match.Groups[1].Value, Unescape(match.Groups[2].Value)));
        key = new SeriesKey(brace < 0 ? text : text[..brace], LabelSet.Of(labels));
        return null;
    }

    private static string Unescape(string value) => Escapes().Replace(value, match => match.Value == "\\n" ? "\n" : match.Value[1..]);

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Labels();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escapes();
}
