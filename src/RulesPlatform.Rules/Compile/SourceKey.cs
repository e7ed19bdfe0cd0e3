using System.Text;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile;

/// <summary>A text that two sources share exactly when they mean the same, word for word.</summary>
internal static class SourceKey
{
    private const int Longest = 16_384;

    /// <summary>Null for a source too large to be worth remembering.</summary>
    public static string? Of(ConditionSource source, IReadOnlyList<string> levels)
    {
        var key = new StringBuilder();
        foreach (string level in levels)
        {
            Add(key, level);
        }
        return Add(key.Append('|'), source, 0) ? key.ToString() : null;
    }

    public static string? Of(string text, IReadOnlyList<string> names)
    {
        var key = new StringBuilder();
        foreach (string name in names)
        {
            Add(key, name);
        }
        return Add(key.Append('|'), text) ? key.ToString() : null;
    }

    private static bool Add(StringBuilder key, ConditionSource source, int depth)
    {
        if (depth > SyntaxBounds.NestedDepth || key.Length > Longest)
        {
            return false;
        }
        bool small = Add(key, source.Expression) && Add(key, source.Operator)
            && source.Parameters.All(parameter => Add(key, parameter.Name) && Add(key, parameter.Expression));
        key.Append('[');
        small = small && source.Nested.All(nested => Add(key, nested, depth + 1));
        key.Append(']');
        return small;
    }

    private static bool Add(StringBuilder key, string? text)
    {
        if (text?.Length + key.Length > Longest)
        {
            return false;
        }
        key.Append(text?.Length ?? -1).Append(':').Append(text).Append(',');
        return true;
    }
}
