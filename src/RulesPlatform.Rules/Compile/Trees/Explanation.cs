using System.Globalization;
using System.Linq.Expressions;
using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>An expression's parts with their values, the whole first, in the order written; constants and repetitions are left out.</summary>
internal sealed class Explanation
{
    private const int MostParts = 256;

    private readonly TreeValue _values;
    private readonly List<ExplainedPart> _parts = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    private Explanation(TreeValue values) => _values = values;

    public static IReadOnlyList<ExplainedPart> Of(
        PlacedExpression whole, ParameterExpression subject, object value, IReadOnlyDictionary<ParameterExpression, Expression> definitions)
    {
        var explanation = new Explanation(new TreeValue(subject, value, definitions));
        explanation.Say(whole, 0);
        return explanation._parts;
    }

    // Recursion is bounded: a tree is at most as deep as SyntaxBounds.Tokens, and a definition is entered once.
    private void Say(PlacedExpression part, int depth)
    {
        if (_parts.Count == MostParts || (depth > 0 && (part.IsConstant || !_said.Add(part.Text))))
        {
            return;
        }
        _parts.Add(new ExplainedPart(part.Text, Value(part.Tree), depth));
        foreach (PlacedExpression inner in part.Parts)
        {
            Say(inner, depth + 1);
        }
    }

    private string Value(Expression tree)
    {
        try
        {
            return _values.Of(tree) switch
            {
                double number => number.ToString("R", CultureInfo.InvariantCulture),
                bool held => held ? "true" : "false",
                string text => $"\"{text}\"",
                object other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or ArithmeticException)
        {
            return $"fault: {fault.Message}";
        }
    }
}
