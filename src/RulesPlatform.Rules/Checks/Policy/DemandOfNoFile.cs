using System.IO.Enumeration;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Policy;

/// <summary>A demand of the policy whose <c>paths</c> fit no file that it could be made of.</summary>
internal sealed class DemandOfNoFile() : Check("RP6105", "A demand that no file has to meet")
{
    public override void Examine(LintSubject subject)
    {
        string[] rules = [.. subject.Manuscript.Thresholds.Select(file => file.Path)];
        string[] all = [.. subject.Manuscript.Files.Select(file => file.Path).Where(path => path != RuleTexts.RuleSetFile)];
        foreach (DemandDraft demand in subject.Policy.Demands)
        {
            // Owners are asked of every file, the rest of threshold rules.
            string[] asked = demand.Owners.Count > 0 ? all : rules;
            if (!asked.Any(path => FileSystemName.MatchesSimpleExpression(demand.Paths, path)))
            {
                subject.Manuscript.RuleSet!.Reading.Report(
                    Kind, demand.Node.Find("paths")!, $"no file {(demand.Owners.Count > 0 ? "" : "of threshold rules ")}fits {Printable.Quote(demand.Paths)}: nothing is demanded of anyone",
                    "mend the path: it begins with the folder, \"thresholds/*\", and '*' stands for any characters");
            }
        }
    }
}
