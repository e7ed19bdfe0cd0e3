using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A named value that no expression in its reach reads.</summary>
internal sealed class UnreadParameter() : Check("RP2102", "A parameter that no expression reads")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ThresholdsDraft> file in subject.Manuscript.Thresholds)
        {
            Located<string>[] clears = [.. file.Draft!.Rules.Select(rule => rule.Properties!.Clear).OfType<Located<string>>()];
            Examine(file.Reading, file.Draft.Node, file.Draft.GlobalParams?.Value ?? [], [.. file.Draft.Rules], clears);
            foreach (RuleDraft<ThresholdProperties> rule in file.Draft.Rules)
            {
                ExamineLocals(file.Reading, rule, rule.Properties!.Clear is { } clear ? [clear] : []);
            }
        }
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            Examine(file.Reading, file.Draft!.Node, file.Draft.GlobalParams?.Value ?? [], [.. file.Draft.Rules], []);
            foreach (RuleDraft<ResponseProperties> rule in file.Draft.Rules)
            {
                ExamineLocals(file.Reading, rule, []);
            }
        }
    }

    private void ExamineLocals(Reading reading, IConditionDraft rule, IReadOnlyList<Located<string>> others)
    {
        Examine(reading, ((Draft)rule).Node, rule.LocalParams, [rule], others);
        foreach (NestedRuleDraft nested in rule.Nested)
        {
            ExamineLocals(reading, nested, []);
        }
    }

    private void Examine(Reading reading, TextNode owner, IReadOnlyList<ParameterDraft> parameters, IReadOnlyList<IConditionDraft> rules, IReadOnlyList<Located<string>> others)
    {
        if (parameters.Count == 0)
        {
            return;
        }
        // A parameter that only names itself is not read; one read by another parameter is.
        (ParameterDraft? Owner, string Name)[] read =
        [
            .. from text in rules.SelectMany(ExpressionTexts.Of).Concat(others).Concat(parameters.Select(parameter => parameter.Expression)).Distinct(ReferenceEqualityComparer.Instance).Cast<Located<string>>()
               from name in ExpressionTexts.Names(text.Value)
               select (parameters.FirstOrDefault(parameter => ReferenceEquals(parameter.Expression, text)), name.Head),
        ];
        foreach (ParameterDraft parameter in parameters.Where(parameter =>
            !read.Any(one => one.Owner != parameter && string.Equals(one.Name, parameter.Name.Value, StringComparison.OrdinalIgnoreCase))))
        {
            reading.Report(
                Kind, parameter.Name.Node, $"no expression reads the parameter {Printable.Quote(parameter.Name.Value)}",
                "use it, or remove it: the stock engine computes it all the same", Removal.OfItem(reading.Source, owner, parameter.Node));
        }
    }
}
