using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A signal that no rule judges, no default threshold covers, no signal reads, and that is not even kept for queries.</summary>
internal sealed class SignalNobodyReads() : Check("RP3101", "A signal that nobody reads")
{
    public override void Examine(LintSubject subject)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        read.UnionWith(subject.Rules.Select(rule => rule.Signal.Name));
        read.UnionWith(subject.Signals.SelectMany(signal => signal.Draft.Inputs).Select(input => input.Value.Signal?.Value).OfType<string>());
        foreach (WrittenSignal signal in subject.Signals.Where(signal => !signal.Draft.Keep && !read.Contains(signal.Name) && !HasDefault(subject, signal)))
        {
            signal.Reading.Report(
                Kind, signal.Draft.Name.Node, $"nobody reads the signal {Printable.Quote(signal.Name)}: no rule, no other signal, and it is not kept",
                "judge it, keep it (\"keep\": true), or remove it");
        }
    }

    private static bool HasDefault(LintSubject subject, WrittenSignal signal) =>
        subject.Manuscript.RuleSet!.Draft!.DefaultThresholds.Any(one =>
            (one.Unit is null || one.Unit == signal.Draft.Unit) && (one.Signal is null || one.Signal.MatchesValue(signal.Name)));
}
