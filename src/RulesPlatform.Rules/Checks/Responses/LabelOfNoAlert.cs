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
        if (LabelsOf(subject) is not { } labels)
        {
            return;
        }
        foreach (WrittenRoute route in subject.Routes.Where(route => route.Notify?.GroupBy is not null))
        {
            Examine(route.Notify!.Node.Find("groupBy")!, labels, "alerts are not told apart by it", route.Reading);
        }
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (TextNode equal in file.Draft!.Inhibitions.Select(one => one.Node.Find("equal")).OfType<TextNode>())
            {
                Examine(equal, labels, "a label that both sides lack counts as equal, so everything is held", file.Reading);
            }
        }
    }

    private void Examine(TextNode list, HashSet<string> labels, string effect, Reading reading)
    {
        foreach (TextNode item in list.Items.Where(item => !labels.Contains(item.Text)))
        {
            reading.Report(
                Kind, item, $"no alert has the label {Printable.Quote(item.Text)}: {effect}",
                Nearest.Help(item.Text, [.. labels.Order(StringComparer.Ordinal)], "the labels are") ?? "leave it out, or let a signal keep it in 'by'");
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
