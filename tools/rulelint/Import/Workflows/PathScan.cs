using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>An expression of the stock engine, as far as its names go: which paths it reads, and the same with other names. Texts in quotes are passed over.</summary>
internal static partial class PathScan
{
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge" };

    /// <summary>Every path once, in order: <c>input1.latency</c>, <c>limit</c>; not <c>Math.Abs</c>.</summary>
    public static IReadOnlyList<string> Paths(string expression) =>
        [.. Names().Matches(expression).Where(IsPath).Select(name => name.Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <param name="replace">A path to what stands in its place; null to leave it.</param>
    public static string Replaced(string expression, Func<string, string?> replace) => Names().Replace(expression, name => name.Value.ToLowerInvariant() switch
    {
        "and" => "&&",
        "or" => "||",
        "not" => "!",
        _ => (IsPath(name) ? replace(name.Value) : null) ?? name.Value,
    });

    private static bool IsPath(Match name) =>
        name.Value[0] is not ('"' or '\'') && !char.IsAsciiDigit(name.Value[0]) && !s_words.Contains(name.Value) && !name.Value.StartsWith("Math.", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d[\w.]*|(?<![\w.])[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*
        """)]
    private static partial Regex Names();
}
