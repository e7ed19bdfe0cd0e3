using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A <c>dependsOn</c> between rules whose alerts always differ in a label that both have: the one never holds the other.</summary>
internal sealed class DependencyThatContradicts() : Check("RP3114", "A dependency that never holds")
{
    public override void Examine(LintSubject subject)
    {
        WrittenRule[] dependent = [.. subject.Rules.Where(rule => rule.Properties.DependsOn.Count > 0)];
        if (dependent.Length == 0)
        {
            return;
        }
        Dictionary<string, WrittenRule> rules = subject.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        foreach (WrittenRule rule in dependent)
        {
            foreach (Located<string> id in rule.Properties.DependsOn)
            {
                WrittenSignal needed = rules[id.Value].Signal;
                string? label = Labels(rule.Signal).FirstOrDefault(name => SignalLabels.FixedValue(needed, name) is { } value && value != SignalLabels.FixedValue(rule.Signal, name));
                if (label is not null)
                {
                    rule.Reading.Report(
                        Kind, id.Node,
                        $"alerts of {Printable.Quote(id.Value)} have {label}={Printable.Quote(SignalLabels.FixedValue(needed, label)!)}, those of {Printable.Quote(rule.Draft.Name.Value)} {label}={Printable.Quote(SignalLabels.FixedValue(rule.Signal, label)!)}: labels that contradict never hold an alert",
                        $"leave '{label}' out of 'by' in one of the two signals, or remove the dependency");
                }
            }
        }
    }

    /// <summary>Labels with one value in every row.</summary>
    private static IEnumerable<string> Labels(WrittenSignal signal) =>
        signal.Draft.Inputs.SelectMany(input => input.Value.Where).Select(matcher => matcher.Name).Distinct().Where(name => SignalLabels.FixedValue(signal, name) is not null);
}
