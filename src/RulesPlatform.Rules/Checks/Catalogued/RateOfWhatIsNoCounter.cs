using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary><c>rate</c> or <c>increase</c> of what its target says is a gauge. What is known without a catalogue is another check's.</summary>
internal sealed class RateOfWhatIsNoCounter() : Check("RP3204", "A rate of what its target calls a gauge", Reach.Part)
{
    // Exporters that call a counter a gauge name it rightly all the same.
    private static readonly string[] s_counters = ["_total", "_count", "_sum", "_bucket"];

    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input, CataloguedMetric metric) in CataloguedInputs.Known(subject))
        {
            if (metric.Type == "gauge" && input.Fold.Kind is Fold.Rate or Fold.Increase && SourceMetrics.KindOf(metric.Name) != MetricKind.Gauge
                && !s_counters.Any(suffix => metric.Name.EndsWith(suffix, StringComparison.Ordinal)))
            {
                string fold = input.Node.Find("fold")!.Text;
                signal.Reading.Report(
                    Kind, input.Node.Find("fold")!, $"its target calls {Printable.Quote(metric.Name)} a gauge: '{fold}' takes each fall for a restart, and adds what it fell to",
                    fold == "rate" ? "write \"slope\", which may be negative" : "write \"delta\", which may be negative");
            }
        }
    }
}
