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
    private IReadOnlyList<PlacedExpression>? _neverNumbers;

    /// <param name="ranges">What its inputs may be.</param>
    public FormulaLogic(WrittenSignal signal, SignalRanges ranges)
    {
        IReadOnlyList<Entry<InputDraft>> inputs = signal.Draft.Inputs;
        string[] names = [.. inputs.Select(input => input.Name)];
        _signal = signal;
        Tree = FormulaCompiler.Tree(signal.Draft.Formula.Value, names, out _)
            ?? throw new InvalidOperationException($"The signal '{signal.Name}' loads and yet its formula does not compile.");
        Whole = _terms.Of(Tree.Tree);
        var known = new Interval?[names.Length];
        Search = new CaseSearch(operand => known[(int)operand.Mark!] ??= ranges.InputOf(inputs[(int)operand.Mark!].Value));
    }

    public PlacedExpression Tree { get; }

    public Term Whole { get; }

    /// <summary>With what the inputs may be.</summary>
    public CaseSearch Search { get; }

    /// <summary>Sides of comparisons that are NaN whatever the inputs are.</summary>
    public IReadOnlyList<PlacedExpression> SidesThatAreNoNumber => _neverNumbers ??= NeverNumbers.Of(OwnParts.Comparisons(Tree, _terms), _terms);

    public Term TermOf(PlacedExpression part) => _terms.Of(part.Tree);

    public Entry<InputDraft> InputOf(Term operand) => _signal.Draft.Inputs[(int)operand.Mark!];

    public void Report(DiagnosticKind kind, PlacedExpression part, string message, string help)
    {
        (int offset, int length) = part.Place;
        _signal.Reading.Report(_signal.Draft.Formula.Node, new Flaw(kind, message, help, offset, length));
    }
}
