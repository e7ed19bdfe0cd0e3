using System.Collections.Frozen;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A row, and an alert, for each request or each moment: the label never has the same value again.</summary>
internal sealed class LabelOfOneEvent() : Check("RP3109", "A label that is another with every event", Reach.Part)
{
    private static readonly FrozenSet<string> s_events = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "timestamp", "trace_id", "traceid", "span_id", "spanid", "request_id", "requestid", "correlation_id", "correlationid");

    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (Entry<InputDraft> input in signal.Draft.Inputs)
            {
                foreach (TextNode label in (input.Value.By?.Node.Items ?? []).Where(label => s_events.Contains(label.Text)))
                {
                    signal.Reading.Report(
                        Kind, label, $"{Printable.Quote(label.Text)} is another with every event: each makes a row and an alert of its own, which is never seen again",
                        "leave it out of 'by'; what it tells belongs into a log or a trace");
                }
            }
        }
    }
}
