using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A quantile of a histogram that sees one bucket at a time.</summary>
internal sealed class HistogramWithoutBuckets() : Check("RP3110", "A histogram whose buckets are kept apart", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (InputDraft input in signal.Draft.Inputs.Select(input => input.Value).Where(input => input.Combine.Kind == CombineKind.HistogramQuantile))
            {
                if (input.By?.Node.Items.FirstOrDefault(label => label.Text == "le") is { } label)
                {
                    signal.Reading.Report(
                        Kind, label, $"'le' in 'by' makes a histogram of each bucket of {Printable.Quote(input.Metric ?? input.Signal!.Value)}: no quantile can come of one", "leave 'le' out: histogramQuantile reads it by itself");
                }
                foreach (TextMember matcher in (input.Node.Find("where")?.Members ?? []).Where(member => member.Name == "le"))
                {
                    signal.Reading.Report(
                        Kind, matcher, $"histogramQuantile needs all buckets of {Printable.Quote(input.Metric ?? input.Signal!.Value)}, and 'where' leaves some out", "remove 'le' from 'where'");
                }
            }
        }
    }
}
