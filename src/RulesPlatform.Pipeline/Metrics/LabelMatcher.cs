using System.Text.RegularExpressions;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// One condition on a label. Written <c>"value"</c>, <c>"!value"</c>, <c>"~regex"</c> or <c>"!~regex"</c>; a missing label
/// matches as the empty string. Regular expressions are anchored and non-backtracking.
/// </summary>
public sealed class LabelMatcher : IEquatable<LabelMatcher>
{
    private readonly Regex? _regex;
    private readonly string _literal;

    private LabelMatcher(string name, string text, bool negated, string literal, Regex? regex)
    {
        (Name, Text, IsNegated, _literal, _regex) = (name, text, negated, literal, regex);
    }

    public string Name { get; }

    /// <summary>As written, operator included.</summary>
    public string Text { get; }

    public bool IsNegated { get; }

    public bool IsRegex => _regex is not null;

    /// <summary>The value or pattern without its operator.</summary>
    public string Operand => _literal;

    /// <exception cref="ArgumentException">The regular expression is not one, or needs backtracking.</exception>
    public static LabelMatcher Parse(string name, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        bool negated = text.StartsWith('!');
        string rest = negated ? text[1..] : text;
        if (!rest.StartsWith('~'))
        {
            return new LabelMatcher(name, text, negated, rest, null);
        }
        return new LabelMatcher(name, text, negated, rest[1..], LabelPattern.Of(rest[1..]));
    }

    public bool Matches(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return MatchesValue(labels[Name]);
    }

    public bool MatchesValue(string value) =>
        (_regex is null ? string.Equals(value, _literal, StringComparison.Ordinal) : _regex.IsMatch(value)) != IsNegated;

    public bool Equals(LabelMatcher? other) => other is not null && Name == other.Name && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as LabelMatcher);

    public override int GetHashCode() => HashCode.Combine(Name, Text);

    public override string ToString() =>
        Name + (IsNegated, IsRegex) switch { (false, false) => "=", (true, false) => "!=", (false, true) => "=~", _ => "!~" } + $"\"{_literal}\"";
}
