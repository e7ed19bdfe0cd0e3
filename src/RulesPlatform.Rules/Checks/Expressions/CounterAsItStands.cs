using System.Linq.Expressions;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A rule that holds while a counter, as it stands, is above a bound: once it is, it stays so until the counter begins anew.</summary>
internal sealed class CounterAsItStands() : Check("RP2110", "A bound on a counter as it stands", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => IsLowerBound(logic.Breach)))
        {
            FormulaLogic formula = subject.Ranges.FormulaOf(logic.Rule.Signal);
            if (formula.Whole.IsOperand && formula.InputOf(formula.Whole).Value is { Metric: { } metric } input && IsAsItStands(input) && SourceMetrics.KindOf(metric) == MetricKind.Counter)
            {
                logic.Report(
                    Kind, logic.Condition.BreachTree,
                    $"{Printable.Quote(logic.Rule.Signal.Name)} is {Printable.Quote(metric)} as it stands, which only grows: what fires on it goes on until the machine starts again",
                    "let the signal say what came within a time: \"fold\": \"increase\" with \"over\"");
            }
        }
    }

    private static bool IsAsItStands(InputDraft input) =>
        input.Fold.Kind is Fold.Last or Fold.At or Fold.Avg or Fold.Min or Fold.Max or Fold.Percentile && input.Combine.Kind is CombineKind.Sum or CombineKind.Avg or CombineKind.Min or CombineKind.Max;

    private static bool IsLowerBound(Term condition) => condition.Kind switch
    {
        ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual => condition.Parts[0] is { Mark: "Value" } && condition.Parts[1].Operands().Count == 0,
        ExpressionType.LessThan or ExpressionType.LessThanOrEqual => condition.Parts[1] is { Mark: "Value" } && condition.Parts[0].Operands().Count == 0,
        _ => false,
    };
}
