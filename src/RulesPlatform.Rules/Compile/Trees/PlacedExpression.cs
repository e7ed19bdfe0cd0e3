using System.Linq.Expressions;
using RulesPlatform.Rules.Compile.Syntax;
using DiagnosticKind = RulesPlatform.Rules.Text.DiagnosticKind;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>A sub-expression that is ready to compile, and where the author wrote it.</summary>
/// <param name="Tree">Over the subject's own members; every number a double.</param>
/// <param name="First">Index of its first token in <paramref name="Source"/>, without enclosing parentheses.</param>
/// <param name="Last">Index of its last token.</param>
/// <param name="Parts">What it is made of, in the order written; for a parameter, its definition.</param>
internal sealed record PlacedExpression(
    Expression Tree, CheckedText Source, int First, int Last, IReadOnlyList<PlacedExpression> Parts)
{
    /// <summary>Where the stock engine computes this in whole numbers: the largest magnitude it can reach; null elsewhere.</summary>
    public double? WholeBound { get; init; }

    /// <summary>The author's text, or the parts joined where rules are nested.</summary>
    public string Text { get; init; } = Source.Between(First, Last);

    /// <summary>The operand that this is, or null.</summary>
    public VocabularyWord? Word { get; init; }

    /// <summary>Whether it reads nothing that changes.</summary>
    public bool IsConstant { get; init; } = Parts.Count > 0 && Parts.All(part => part.IsConstant);

    /// <summary>This, its parts and the definitions of the parameters that they name, each once.</summary>
    public IReadOnlyCollection<PlacedExpression> Reached()
    {
        var reached = new HashSet<PlacedExpression>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<PlacedExpression>([this]);
        while (waiting.TryPop(out PlacedExpression? next))
        {
            if (reached.Add(next))
            {
                foreach (PlacedExpression part in next.Parts)
                {
                    waiting.Push(part);
                }
            }
        }
        return reached;
    }

    public Type Type => Tree.Type;

    /// <summary>Where it stands in its text.</summary>
    public (int Offset, int Length) Place => (Source.Tokens[First].Offset, Source.Tokens[Last].End - Source.Tokens[First].Offset);

    public CompileProblem Problem(DiagnosticKind kind, string message, string? help = null) => new(Place.Offset, Place.Length, message, help) { Kind = kind };
}
