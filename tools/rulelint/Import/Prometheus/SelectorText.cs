using System.Text.RegularExpressions;
using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Matchers of a selector → <c>where</c>. Both anchor regular expressions and take a label that is not there for empty text.</summary>
internal static class SelectorText
{
    /// <summary>Null, with a refusal, where they cannot be written.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Where(SelectorQuery selector, RuleNotes notes)
    {
        var where = new List<KeyValuePair<string, string>>();
        foreach (IGrouping<string, QueryMatcher> label in selector.Matchers.Where(one => one.Label != "__name__").GroupBy(one => one.Label))
        {
            if (Matcher([.. label.Distinct()]) is not { } matcher)
            {
                notes.Refuse(selector, $"several matchers of the label '{label.Key}' cannot be written as one");
                return null;
            }
            if (matcher.TrimStart('!').StartsWith('~') && !IsRegex(matcher.TrimStart('!')[1..]))
            {
                notes.Refuse(selector, $"the regular expression of '{label.Key}' is none that can be run without backtracking here");
                return null;
            }
            where.Add(KeyValuePair.Create(label.Key, matcher));
        }
        return where;
    }

    /// <summary>Null where the selector does not say one name.</summary>
    public static string? Metric(SelectorQuery selector) =>
        selector.Metric ?? selector.Matchers.FirstOrDefault(one => one is { Label: "__name__", Operator: "=" })?.Value;

    private static string? Matcher(IReadOnlyList<QueryMatcher> matchers)
    {
        if (matchers.Count == 1)
        {
            return One(matchers[0]);
        }
        return matchers.All(one => one.Operator is "!=" or "!~")
            ? $"!~{string.Join('|', matchers.Select(one => one.Operator == "!=" ? Regex.Escape(one.Value) : $"(?:{one.Value})"))}"
            : null;
    }

    // A value that begins like an operator has to be a pattern.
    private static string One(QueryMatcher matcher) => matcher.Operator switch
    {
        "=~" => $"~{matcher.Value}",
        "!~" => $"!~{matcher.Value}",
        "=" => matcher.Value.StartsWith('~') || matcher.Value.StartsWith('!') ? $"~{Regex.Escape(matcher.Value)}" : matcher.Value,
        _ => matcher.Value.StartsWith('~') ? $"!~{Regex.Escape(matcher.Value)}" : $"!{matcher.Value}",
    };

    private static bool IsRegex(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
