using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>A signal's formula, to be reasoned about.</summary>
internal sealed class FormulaLogic
{
    private readonly WrittenSignal _signal;
    private readonly TermTable _terms = new();

    private FormulaLogic(WrittenSignal signal, PlacedExpression tree)
    {
        (_signal, Tree) = (signal, tree);
        Whole = _terms.Of(tree.Tree);
    }

    public PlacedExpression Tree { get; }

    public Term Whole { get; }

    public static FormulaLogic Of(WrittenSignal signal)
    {
        string[] inputs = [.. signal.Draft.Inputs.Select(input => input.Name)];
        return FormulaCompiler.Tree(signal.Draft.Formula.Value, inputs, out _) is { } tree
            ? new FormulaLogic(signal, tree)
            : throw new InvalidOperationException($"The signal '{signal.Name}' loads and yet its formula does not compile.");
    }

    /// <summary>Sides of comparisons that are NaN whatever the inputs are.</summary>
    public IReadOnlyList<PlacedExpression> SidesThatAreNoNumber => NeverNumbers.Of(Tree, _terms);

    public Term TermOf(PlacedExpression part) => _terms.Of(part.Tree);

    public Entry<InputDraft> InputOf(Term operand) => _signal.Draft.Inputs[(int)operand.Mark!];

    public CaseSearch SearchOver(SignalRanges ranges)
    {
        Interval[] inputs = [.. _signal.Draft.Inputs.Select(input => ranges.InputOf(input.Value))];
        return new CaseSearch(operand => inputs[(int)operand.Mark!]);
    }

    public void Report(DiagnosticKind kind, PlacedExpression part, string message, string help)
    {
        (int offset, int length) = PlaceOf(part);
        _signal.Reading.Report(_signal.Draft.Formula.Node, new Flaw(kind, message, help, offset, length));
    }

    /// <summary>Where a part stands in the formula's text.</summary>
    public static (int Offset, int Length) PlaceOf(PlacedExpression part)
    {
        int offset = part.Source.Tokens[part.First].Offset;
        return (offset, part.Source.Tokens[part.Last].End - offset);
    }
}
