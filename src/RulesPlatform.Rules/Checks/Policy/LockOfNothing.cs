using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Policy;

/// <summary>A check that nobody may allow, and that the same policy turns off.</summary>
internal sealed class LockOfNothing() : Check("RP6106", "A lock on a check that is off")
{
    public override void Examine(LintSubject subject)
    {
        HashSet<string> off = [.. subject.Policy.Severities.Where(one => one.Severity == LintSeverity.Off).Select(one => one.Check.Value)];
        foreach (Located<string> id in subject.Policy.Locked.Where(id => off.Contains(id.Value)))
        {
            subject.Manuscript.RuleSet!.Reading.Report(
                Kind, id.Node, $"{id.Value} is locked, so that nobody may allow it, and turned off, so that nobody needs to", "remove it from 'severity', or from 'locked'");
        }
    }
}
