using System.Globalization;
using System.Linq.Expressions;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>
/// <c>==</c> or <c>!=</c> between a figure that is computed and a fraction: the last bits of what was computed decide it. Values that come
/// as they were sent are left alone, for 0.5 may be a state; so are fractions that the formula itself gives.
/// </summary>
internal sealed class EqualityOfMeasured() : Check("RP2108", "Equality of a measured figure with a fraction", Reach.Part)
{
    private const OperandSet Computed = OperandSet.Expected | OperandSet.Spread | OperandSet.Deviation | OperandSet.Score | OperandSet.Coverage;

    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic)
        {
            foreach (PlacedExpression comparison in logic.Condition.Comparisons.Where(part => part.Tree.NodeType is ExpressionType.Equal or ExpressionType.NotEqual))
            {
                PlacedExpression? figure = comparison.Parts.FirstOrDefault(part => part.Word is { Level: null });
                PlacedExpression? bound = comparison.Parts.FirstOrDefault(part => part.IsConstant || part.Word is { Level: not null });
                if (figure is not null && bound is not null && FractionOf(logic, bound) is { } fraction && IsComputed(logic, figure.Word!.Reads, fraction, subject))
                {
                    Report(logic, comparison, figure, bound);
                }
            }
        }
    }

    /// <summary>Null for a whole number, and for a level that differs from row to row.</summary>
    private static double? FractionOf(RuleLogic logic, PlacedExpression bound) =>
        logic.Today.RangeOf(logic.Condition.TermOf(bound)) is { IsPoint: true } only && only.Low != Math.Truncate(only.Low) ? only.Low : null;

    private static bool IsComputed(RuleLogic logic, OperandSet figure, double fraction, LintSubject subject) =>
        (figure & Computed) != 0 || (figure == OperandSet.Value && IsComputed(logic.Rule.Signal, fraction, subject));

    private static bool IsComputed(WrittenSignal signal, double fraction, LintSubject subject)
    {
        FormulaLogic formula = subject.Ranges.FormulaOf(signal);
        IReadOnlyCollection<PlacedExpression> parts = formula.Tree.Reached();
        bool mayBeExact = parts.Any(part => part.Tree is ConstantExpression { Value: double constant } && constant == fraction)
            || parts.Any(part => part.Tree is MethodCallExpression { Method.Name: "Round" });
        return !mayBeExact && signal.Draft.Inputs.Any(input => IsComputed(input.Value));
    }

    private static bool IsComputed(InputDraft input) =>
        input.Fold.Kind is Fold.Avg or Fold.Stddev or Fold.Rate or Fold.Slope || input.Combine.Kind is CombineKind.Avg or CombineKind.Stddev or CombineKind.HistogramQuantile;

    private void Report(RuleLogic logic, PlacedExpression comparison, PlacedExpression figure, PlacedExpression bound)
    {
        bool isEqual = comparison.Tree.NodeType == ExpressionType.Equal;
        double fraction = FractionOf(logic, bound)!.Value;
        logic.Report(
            Kind, comparison,
            string.Create(CultureInfo.InvariantCulture, $"{Printable.Quote(figure.Text)} is computed: it is hardly ever exactly {fraction}, so this is as good as {(isEqual ? "never" : "always")} true"),
            string.Create(CultureInfo.InvariantCulture, $"compare with < or >, or the distance with a tolerance: Math.Abs({figure.Text} - {bound.Text}) {(isEqual ? "<" : ">")} …"));
    }
}
