using System.Text;
using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Which series: <c>name{label="x",other=~"y.*"}</c>; either part may be left away.</summary>
/// <param name="Metric">The name, or null for any.</param>
internal sealed record Selector(string? Metric, IReadOnlyList<LabelMatcher> Matchers)
{
    private static readonly string[] _operators = ["=~", "!~", "!=", "="];

    /// <summary>What is not understood of a text, with the position from 1; or null and the selector.</summary>
    public static string? TryParse(string text, out Selector selector)
    {
        selector = new Selector(null, []);
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        string name = (brace < 0 ? text : text[..brace]).Trim();
        if (name.Length == 0 && brace < 0)
        {
            return "is empty; write name{label=\"value\"}";
        }
        if (name.IndexOfAny(['"', '=', '~', ',', '}', ' ']) is >= 0 and var odd)
        {
            return $"has '{name[odd]}' at position {odd + 1}, where a metric's name is expected; write name{{label=\"value\"}}";
        }
        var matchers = new List<LabelMatcher>();
        if (brace >= 0 && TryParseMatchers(text, brace + 1, isBraced: true, matchers) is { } flaw)
        {
            return flaw;
        }
        selector = new Selector(name.Length == 0 ? null : name, matchers);
        return null;
    }

    /// <summary>The same for matchers alone, as silences have them: <c>severity="critical"</c>.</summary>
    public static string? TryParseMatcher(string text, out LabelMatcher matcher)
    {
        var matchers = new List<LabelMatcher>();
        string? flaw = TryParseMatchers(text, 0, isBraced: false, matchers);
        flaw ??= matchers.Count == 1 ? null : "is not one matcher; write name=\"value\"";
        matcher = flaw is null ? matchers[0] : null!;
        return flaw;
    }

    public bool Matches(SeriesKey key) =>
        (Metric is null || Metric == key.Metric)
        && Matchers.All(matcher => matcher.Name == "__name__" ? matcher.MatchesValue(key.Metric) : matcher.Matches(key.Labels));

    private static string? TryParseMatchers(string text, int at, bool isBraced, List<LabelMatcher> matchers)
    {
        while (true)
        {
            at = SkipSpace(text, at);
            if (isBraced && at < text.Length && text[at] == '}')
            {
                return SkipSpace(text, at + 1) == text.Length ? null : $"goes on after }} at position {at + 2}";
            }
            if (at == text.Length)
            {
                return isBraced ? "does not end with }" : matchers.Count > 0 ? null : "is empty; write name=\"value\"";
            }
            int end = at;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or ':' or '.' or '-'))
            {
                end++;
            }
            string name = text[at..end];
            end = SkipSpace(text, end);
            string? sign = Array.Find(_operators, sign => string.CompareOrdinal(text, end, sign, 0, sign.Length) == 0);
            if (name.Length == 0 || sign is null)
            {
                return $"has no label matcher at position {at + 1}; write name=\"value\", name!=\"value\", name=~\"regex\" or name!~\"regex\"";
            }
            if (ReadValue(text, SkipSpace(text, end + sign.Length), isBraced, out string value) is not { } after)
            {
                return $"has a value that does not end, from position {end + sign.Length + 1}";
            }
            try
            {
                matchers.Add(MatcherOf(name, sign, value));
            }
            catch (ArgumentException flaw)
            {
                return $"has a pattern for '{name}' that cannot be used: {flaw.Message.Split(" (Parameter", StringSplitOptions.None)[0]}";
            }
            at = SkipSpace(text, after);
            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
            else if (at < text.Length && text[at] != '}')
            {
                return $"has '{text[at]}' at position {at + 1}, where a comma is expected";
            }
        }
    }

    private static LabelMatcher MatcherOf(string name, string sign, string value)
    {
        string negation = sign[0] == '!' ? "!" : "";
        if (sign[1..] == "~")
        {
            return LabelMatcher.Parse(name, $"{negation}~{value}");
        }
        // A literal that looks like an operator of rule files can only be said as a pattern.
        return LabelMatcher.Parse(name, value.Length > 0 && value[0] is '!' or '~' ? $"{negation}~{Regex.Escape(value)}" : negation + value);
    }

    /// <returns>Where the text goes on, or null where the value has no end.</returns>
    private static int? ReadValue(string text, int at, bool isBraced, out string value)
    {
        value = "";
        if (at >= text.Length || text[at] != '"')
        {
            int end = text.IndexOfAny(isBraced ? [',', '}'] : [','], at);
            value = text[at..(end < 0 ? text.Length : end)].Trim();
            return end < 0 ? text.Length : end;
        }
        var read = new StringBuilder();
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                value = read.ToString();
                return i + 1;
            }
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                read.Append(text[i] == 'n' ? '\n' : text[i]);
                continue;
            }
            read.Append(text[i]);
        }
        return null;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        return at;
    }
}
