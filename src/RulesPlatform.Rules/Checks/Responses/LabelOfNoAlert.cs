using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>A label in <c>groupBy</c> or in an inhibition that no alert has. Silent where a signal keeps every label of a metric.</summary>
internal sealed class LabelOfNoAlert() : Check("RP5115", "A label that no alert has")
{
    public override void Examine(LintSubject subject)
    {
        (TextNode List, string Effect, Reading Reading)[] lists =
        [
            .. subject.Routes.Where(route => route.Notify?.GroupBy is not null)
                .Select(route => (route.Notify!.Node.Find("groupBy")!, "alerts are not told apart by it", route.Reading)),
            .. from file in subject.Manuscript.Responses
               from one in file.Draft!.Inhibitions
               let equal = one.Node.Find("equal")
               where equal is not null
               select (equal, "a label that both sides lack counts as equal, so everything is held", file.Reading),
        ];
        if (lists.Length == 0 || LabelsOf(subject) is not { } labels)
        {
            return;
        }
        foreach ((TextNode list, string effect, Reading reading) in lists)
        {
            Examine(list, labels, effect, reading);
        }
    }

    private void Examine(TextNode list, HashSet<string> labels, string effect, Reading reading)
    {
        foreach (TextNode item in list.Items.Where(item => !labels.Contains(item.Text)))
        {
            reading.Report(
                Kind, item, $"no alert has the label {Printable.Quote(item.Text)}: {effect}",
                Nearest.Help(item.Text, [.. labels.Order(StringComparer.Ordinal)], "the labels are") ?? "leave it out, or let a signal keep it in 'by'",
                Nearest.Surely(item.Text, labels) is { } near && !list.Items.Any(other => other.Text == near) ? Reading.Instead(item, near) : null);
        }
    }

    /// <summary>Null where there may be others.</summary>
    private static HashSet<string>? LabelsOf(LintSubject subject)
    {
        HashSet<string> all = ["alertname", "rule", "severity", .. subject.Rules.SelectMany(rule => rule.Properties.Labels).Select(label => label.Name)];
        foreach (WrittenSignal signal in subject.Signals)
        {
            if (subject.Labels.Of(signal) is not { } own)
            {
                return null;
            }
            all.UnionWith(own);
        }
        return all;
    }
}
