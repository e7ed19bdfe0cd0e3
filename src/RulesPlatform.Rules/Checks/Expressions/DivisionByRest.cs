using System.Linq.Expressions;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>
/// A division by what is zero when nothing happens: rates, increases, changes. The formula then gives no finite number, which is a fault.
/// A divisor that may be zero for all one knows, such as a gauge, is left alone.
/// </summary>
internal sealed class DivisionByRest() : Check("RP2107", "A division by zero when nothing happens", Reach.Part)
{
    private static readonly Interval s_zero = Interval.At(0);

    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            FormulaLogic formula = subject.Ranges.FormulaOf(signal);
            if (Divides(formula.Whole))
            {
                CaseSearch atRest = new(operand => formula.InputOf(operand).Value is var input && RestsAtZero(input) ? s_zero : subject.Ranges.InputOf(input));
                Examine(formula, formula.Tree, atRest, [], Passing.All);
            }
        }
    }

    /// <summary>What of a part reaches the formula's result.</summary>
    private enum Passing
    {
        All,

        /// <summary>An infinite one may come out finite; NaN stays NaN.</summary>
        NaNAlone,
        Nothing,
    }

    private static bool Divides(Term term)
    {
        bool divides = term.Kind == ExpressionType.Divide;
        for (int at = 0; at < term.Parts.Length && !divides; at++)
        {
            divides = Divides(term.Parts[at]);
        }
        return divides;
    }

    // Processors are never at rest: what does nothing is counted as idle.
    private static bool RestsAtZero(InputDraft input) =>
        input.Combine.Kind is CombineKind.Sum or CombineKind.Avg or CombineKind.Min or CombineKind.Max or CombineKind.Top or CombineKind.Bottom
        && input.Fold.Kind is Fold.Rate or Fold.Increase or Fold.Changes
        && !(input.Metric ?? "").EndsWith("cpu_seconds_total", StringComparison.Ordinal);

    private void Examine(FormulaLogic formula, PlacedExpression part, CaseSearch atRest, IReadOnlyList<(Term, bool)> around, Passing passing)
    {
        switch (part.Tree.NodeType)
        {
            case ExpressionType.Conditional:
                ExamineBranch(formula, part, holds: true, atRest, around, passing);
                ExamineBranch(formula, part, holds: false, atRest, around, passing);
                return;
            case ExpressionType.Divide:
                ExamineDivision(formula, part, atRest, around, passing);
                return;
            case ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply or ExpressionType.Negate:
                break;
            case ExpressionType.Call when passing != Passing.Nothing && part.Tree is MethodCallExpression { Method.Name: not "Pow" }:
                passing = Passing.NaNAlone;
                break;
            default:
                passing = Passing.Nothing;
                break;
        }
        foreach (PlacedExpression one in part.Parts)
        {
            Examine(formula, one, atRest, around, passing);
        }
    }

    private void ExamineBranch(FormulaLogic formula, PlacedExpression choice, bool holds, CaseSearch atRest, IReadOnlyList<(Term, bool)> around, Passing passing)
    {
        (Term, bool)[] within = [.. around, (formula.TermOf(choice.Parts[0]), holds)];
        if (atRest.MayBe(within))
        {
            Examine(formula, choice.Parts[holds ? 1 : 2], atRest, within, passing);
        }
    }

    private void ExamineDivision(FormulaLogic formula, PlacedExpression division, CaseSearch atRest, IReadOnlyList<(Term, bool)> around, Passing passing)
    {
        (PlacedExpression over, PlacedExpression under) = (division.Parts[0], division.Parts[1]);
        Interval above = atRest.RangeOf(formula.TermOf(over), [.. around]);
        bool isFault = passing == Passing.All || (passing == Passing.NaNAlone && above == s_zero);
        if (isFault && atRest.RangeOf(formula.TermOf(under), [.. around]) == s_zero)
        {
            formula.Report(
                Kind, under, $"{Printable.Quote(under.Text)} is 0 when nothing happens: the formula then gives no finite number, and rules over it are Faulted",
                $"write if({under.Text} > 0, {division.Text}, …), with what is meant when nothing happens");
            return;
        }
        Examine(formula, over, atRest, around, passing);
        Examine(formula, under, atRest, around, passing == Passing.Nothing ? passing : Passing.NaNAlone);
    }
}
