using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Versions;

/// <summary>A major version that leaves one out: who looks for what changed in between finds nothing. Asked with <c>--base</c> only.</summary>
internal sealed class MajorSkipped() : Check("RP6203", "A version that leaves one out")
{
    public override void Examine(LintSubject subject)
    {
        if (subject.Base?.Manuscript is not { } before)
        {
            return;
        }
        foreach (FilePair pair in FilePair.Of(before, subject.Manuscript))
        {
            (SemanticVersion old, SemanticVersion now) = (SemanticVersion.Of(pair.Before.Version), SemanticVersion.Of(pair.Head.Version));
            if ((long)now.Major - old.Major > 1)
            {
                pair.Head.Reading.Report(
                    Kind, pair.Head.VersionNode, $"after version {Printable.Clip(pair.Before.Version)} comes {Printable.Clip(pair.Head.Version)}: {old.Major + 1} is left out",
                    $"write \"{new SemanticVersion(old.Major + 1, 0, 0)}\"");
            }
        }
    }
}
