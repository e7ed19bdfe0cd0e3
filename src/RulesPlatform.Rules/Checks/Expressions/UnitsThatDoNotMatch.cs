using System.Linq.Expressions;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>Figures of two units that are added or compared as they are, or a formula that hands on a figure under another unit than it has.</summary>
internal sealed class UnitsThatDoNotMatch() : Check("RP2117", "Units that do not match", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            FormulaLogic formula = subject.Ranges.FormulaOf(signal);
            if (signal.Draft.Inputs.Any(input => UnitScale.Of(input.Value, subject) is not null))
            {
                ExamineFormula(formula, signal, subject);
            }
        }
        foreach (RuleLogic logic in subject.Logic)
        {
            foreach (PlacedExpression comparison in logic.Condition.Comparisons)
            {
                ExamineComparison(logic, comparison);
            }
        }
    }

    private void ExamineFormula(FormulaLogic formula, WrittenSignal signal, LintSubject subject)
    {
        if (formula.Whole.IsOperand && ScaleOf(formula.Tree) is { } handed && UnitScale.Of(signal.Draft.Unit) is { } declared && handed.Differs(declared))
        {
            formula.Report(
                Kind, formula.Tree, $"{Printable.Quote(formula.Tree.Text)} is in {handed.Unit}, and {Printable.Quote(signal.Name)} says that it is in {declared.Unit}",
                "convert it in the formula, or mend 'unit'");
            return;
        }
        foreach (PlacedExpression part in formula.Tree.Reached().Where(part => part.Parts.Count == 2 && IsOfOneUnit(part)))
        {
            if (ScaleOf(part.Parts[0]) is { } left && ScaleOf(part.Parts[1]) is { } right && left.Differs(right))
            {
                formula.Report(
                    Kind, part, $"{Printable.Quote(part.Parts[0].Text)} is in {left.Unit}, {Printable.Quote(part.Parts[1].Text)} in {right.Unit}", "convert one of the two first");
            }
        }

        UnitScale? ScaleOf(PlacedExpression part) => part.Word is null ? null : UnitScale.Of(formula.InputOf(formula.TermOf(part)).Value, subject);
    }

    private static bool IsOfOneUnit(PlacedExpression part) => part.Tree switch
    {
        MethodCallExpression call => call.Method.Name is "Max" or "Min",
        { NodeType: ExpressionType.Add or ExpressionType.Subtract or ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual } => true,
        _ => false,
    };

    private void ExamineComparison(RuleLogic logic, PlacedExpression comparison)
    {
        if (comparison.Parts is [{ Word: { Level: null } left }, { Word: { Level: null } right }])
        {
            string unit = logic.Rule.Signal.Draft.Unit;
            if (UnitOf(left.Reads, unit) is { } one && UnitOf(right.Reads, unit) is { } other && one != other)
            {
                logic.Report(
                    Kind, comparison, $"{Printable.Quote(comparison.Parts[0].Text)} is {one}, {Printable.Quote(comparison.Parts[1].Text)} is {other}",
                    "compare each with a level, or with what is measured alike");
            }
        }
    }

    /// <summary>Null where the signal's unit is one of which nothing is known.</summary>
    private static string? UnitOf(OperandSet operand, string unit) => operand switch
    {
        OperandSet.Value or OperandSet.Expected or OperandSet.Spread => UnitScale.Of(unit) is { } scale ? (scale.Unit == "ratio" ? "a share" : $"in {scale.Unit}") : null,
        OperandSet.Age => "in seconds",
        OperandSet.Coverage or OperandSet.Score => "a share",
        OperandSet.Deviation => "in standard deviations",
        _ => "a tier",
    };
}
