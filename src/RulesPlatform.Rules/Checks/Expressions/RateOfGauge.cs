using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary><c>rate</c> or <c>increase</c> of what goes down as well as up: every fall counts as a restart of a counter.</summary>
internal sealed class RateOfGauge() : Check("RP2109", "A rate of a gauge", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (InputDraft input in signal.Draft.Inputs.Select(input => input.Value).Where(input => input.Fold.Kind is Fold.Rate or Fold.Increase))
            {
                if (input.Metric is { } metric && SourceMetrics.KindOf(metric) == MetricKind.Gauge)
                {
                    string fold = input.Node.Find("fold")!.Text;
                    signal.Reading.Report(
                        Kind, input.Node.Find("fold")!, $"{Printable.Quote(metric)} is a gauge: '{fold}' takes each fall for a restart, and adds what it fell to",
                        fold == "rate" ? "write \"slope\", which may be negative" : "write \"delta\", which may be negative");
                }
            }
        }
    }
}
