using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>Regular expressions and label matchers.</summary>
internal static class PatternText
{
    public static Flaw? ReadRegex(string text, out string pattern)
    {
        pattern = text;
        try
        {
            _ = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
            return null;
        }
        catch (RegexParseException wrong)
        {
            return Malformed(text, 0, wrong);
        }
        catch (NotSupportedException)
        {
            return Backtracking(text);
        }
    }

    public static Flaw? ReadMatcher(string label, string text, out LabelMatcher matcher)
    {
        int operators = text.StartsWith("!~", StringComparison.Ordinal) ? 2 : text.StartsWith('~') ? 1 : 0;
        try
        {
            matcher = LabelMatcher.Parse(label, text);
            return null;
        }
        catch (RegexParseException wrong)
        {
            matcher = null!;
            return Malformed(text[operators..], operators, wrong);
        }
        catch (ArgumentException notSupported) when (notSupported.InnerException is NotSupportedException)
        {
            matcher = null!;
            return Backtracking(text[operators..]);
        }
    }

    private static Flaw Malformed(string pattern, int offset, RegexParseException wrong)
    {
        string reason = string.Concat(wrong.Error.ToString().Select((one, i) => char.IsUpper(one) ? (i > 0 ? " " : "") + char.ToLowerInvariant(one) : one.ToString()));
        int at = Math.Clamp(wrong.Offset - 1, 0, Math.Max(0, pattern.Length - 1));
        return new Flaw(ReadingProblems.Pattern, $"{Printable.Quote(pattern)} is not a regular expression: {reason}", "a backslash escapes a character that is meant literally; in JSON it is written twice", offset + at, pattern.Length == 0 ? 0 : 1);
    }

    private static Flaw Backtracking(string pattern) =>
        new(ReadingProblems.Pattern, $"{Printable.Quote(pattern)} needs backtracking or is too large", "look-around, back-references, atomic groups and very large counts are not available");
}
