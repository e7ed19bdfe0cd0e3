using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Versions;

/// <summary>A file that the change makes another, under a version that is not newer. Asked with <c>--base</c> only.</summary>
internal sealed class VersionNotRaised() : Check("RP6201", "A change without a new version")
{
    public override void Examine(LintSubject subject)
    {
        if (subject.Base?.Manuscript is not { } before)
        {
            return;
        }
        foreach (FilePair pair in FilePair.Of(before, subject.Manuscript).Where(pair => pair.Before.Content != pair.Head.Content))
        {
            (SemanticVersion old, SemanticVersion now) = (SemanticVersion.Of(pair.Before.Version), SemanticVersion.Of(pair.Head.Version));
            bool isToldByLock = pair.Head.Reading.Bag.Has(LoadingProblems.LockedContent, pair.Head.Reading.Source, pair.Head.VersionNode.Start);
            if (now.CompareTo(old) <= 0 && !isToldByLock)
            {
                pair.Head.Reading.Report(
                    Kind, pair.Head.VersionNode, $"the content has changed since version {Printable.Clip(pair.Before.Version)}, and this is version {Printable.Clip(pair.Head.Version)}",
                    $"raise the version: \"{old with { Patch = old.Patch + 1 }}\", or \"{old with { Minor = old.Minor + 1, Patch = 0 }}\" where something is added", old.Raised(pair.Head.VersionNode));
            }
        }
    }
}
