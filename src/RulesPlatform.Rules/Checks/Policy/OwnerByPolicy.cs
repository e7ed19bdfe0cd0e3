using System.IO.Enumeration;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Policy;

/// <summary>A file with an owner whom <c>lint.demand</c> of <c>ruleset.json</c> does not name for its path.</summary>
internal sealed class OwnerByPolicy() : Check("RP6102", "A file whose owner the policy does not know")
{
    public override void Examine(LintSubject subject)
    {
        Manuscript all = subject.Manuscript;
        Examine(all.Collections, subject.Policy);
        Examine(all.Analyses, subject.Policy);
        Examine(all.Thresholds, subject.Policy);
        Examine(all.Responses, subject.Policy);
    }

    private void Examine<T>(IReadOnlyList<DraftFile<T>> files, LintDraft policy) where T : FileDraft
    {
        foreach (DraftFile<T> file in files)
        {
            string[] owners = [.. policy.Demands.Where(demand => demand.Owners.Count > 0 && FileSystemName.MatchesSimpleExpression(demand.Paths, file.Path)).SelectMany(demand => demand.Owners).Distinct()];
            if (owners.Length > 0 && !owners.Contains(file.Draft!.Owner, StringComparer.Ordinal))
            {
                file.Reading.Report(
                    Kind, file.Draft.Node.Find("owner")!, $"{Printable.Quote(file.Draft.Owner)} is not an owner that ruleset.json knows for this file",
                    Nearest.Help(file.Draft.Owner, owners, "its owners are"));
            }
        }
    }
}
