using System.IO.Enumeration;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Policy;

/// <summary>A threshold rule that does not say what <c>lint.demand</c> of <c>ruleset.json</c> asks of its file.</summary>
internal sealed class MissingByPolicy() : Check("RP6101", "A rule that lacks what the policy demands", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules)
        {
            string[] missing = [.. subject.Policy.Demands.Where(demand => FileSystemName.MatchesSimpleExpression(demand.Paths, rule.File.Path)).SelectMany(demand => Missing(demand, rule)).Distinct()];
            if (missing.Length > 0)
            {
                rule.Reading.Report(Kind, rule.Draft.Name.Node, $"the rule {Printable.Quote(rule.Draft.Name.Value)} lacks {Printable.List(missing)}", "ruleset.json demands it of this file; add it to the rule's Properties");
            }
        }
    }

    private static IEnumerable<string> Missing(DemandDraft demand, WrittenRule rule)
    {
        foreach (string label in demand.Labels.Where(label => !rule.Properties.Labels.Any(one => one.Name == label)))
        {
            yield return $"the label '{label}'";
        }
        if (demand.Runbook && rule.Properties.Runbook is null)
        {
            yield return "'runbook'";
        }
        if (demand.Summary && rule.Properties.Summary.Length == 0)
        {
            yield return "'summary'";
        }
    }
}
