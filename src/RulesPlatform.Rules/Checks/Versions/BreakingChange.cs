using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Versions;

/// <summary>Something that others may rely on is gone or means something else, and the major version is the same. Asked with <c>--base</c> only.</summary>
internal sealed class BreakingChange() : Check("RP6202", "A breaking change without a new major version")
{
    public override void Examine(LintSubject subject)
    {
        if (subject.Base is not { } before)
        {
            return;
        }
        ILookup<string, string> breaks = Signals(before, subject).Concat(Rules(before, subject)).Concat(Receivers(before, subject))
            .ToLookup(one => one.File, one => one.What, StringComparer.Ordinal);
        foreach (FilePair pair in FilePair.Of(before.Manuscript, subject.Manuscript).Where(pair => breaks.Contains(pair.Before.Key)))
        {
            SemanticVersion old = SemanticVersion.Of(pair.Before.Version);
            // Before 1.0.0 nothing is promised.
            if (old.Major > 0 && SemanticVersion.Of(pair.Head.Version).Major <= old.Major)
            {
                pair.Head.Reading.Report(
                    Kind, pair.Head.VersionNode, $"this change breaks what others may rely on: {Printable.List(breaks[pair.Before.Key])}", $"write \"version\": \"{new SemanticVersion(old.Major + 1, 0, 0)}\", or keep what was there");
            }
        }
    }

    private static IEnumerable<(string File, string What)> Signals(LintSubject before, LintSubject head)
    {
        Dictionary<string, WrittenSignal> now = head.Signals.ToDictionary(signal => signal.Name, StringComparer.Ordinal);
        foreach (WrittenSignal old in before.Signals)
        {
            string file = $"{FileKind.Analysis}/{old.File.Name}";
            if (!now.TryGetValue(old.Name, out WrittenSignal? signal))
            {
                yield return (file, $"the signal {Printable.Quote(old.Name)} is gone");
            }
            else if (signal.Draft.Unit != old.Draft.Unit)
            {
                yield return (file, $"the unit of {Printable.Quote(old.Name)} was {Printable.Clip(old.Draft.Unit)}");
            }
            else if (!Labels(signal).SetEquals(Labels(old)))
            {
                yield return (file, $"the labels of {Printable.Quote(old.Name)} are others, and with them the identity of its alerts");
            }
        }
    }

    private static HashSet<string> Labels(WrittenSignal signal) =>
        signal.Draft.Inputs.All(input => input.Value.By is not null) ? [.. signal.Draft.Inputs.SelectMany(input => input.Value.By!.Value)] : ["every label"];

    private static IEnumerable<(string File, string What)> Rules(LintSubject before, LintSubject head)
    {
        // What is only renamed is told by RP6204.
        HashSet<string> kept =
        [
            .. head.Rules.Select(rule => rule.Id), .. head.Rules.SelectMany(rule => rule.Properties.Formerly).Select(id => id.Value),
            .. RenamedRules.Of(before, head).Select(pair => pair.Before.Id),
        ];
        return from rule in before.Rules
               where !kept.Contains(rule.Id)
               select ($"{FileKind.Thresholds}/{rule.File.Name}", $"the rule {Printable.Quote(rule.Draft.Name.Value)} is gone");
    }

    private static IEnumerable<(string File, string What)> Receivers(LintSubject before, LintSubject head)
    {
        HashSet<string> kept = [.. head.Manuscript.Responses.SelectMany(file => file.Draft!.Receivers).Select(receiver => receiver.Name)];
        return from file in before.Manuscript.Responses
               from receiver in file.Draft!.Receivers
               where !kept.Contains(receiver.Name)
               select ($"{FileKind.Responses}/{file.Name}", $"the receiver {Printable.Quote(receiver.Name)} is gone");
    }
}
