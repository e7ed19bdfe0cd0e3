using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary><c>histogramQuantile</c> over a metric whose series are no buckets.</summary>
internal sealed class QuantileOfNoHistogram() : Check("RP3206", "A histogram's quantile of what is no histogram", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input, CataloguedMetric metric) in CataloguedInputs.Known(subject))
        {
            if (input.Combine.Kind == CombineKind.HistogramQuantile && metric.Label("le") is null)
            {
                string buckets = $"{metric.Name}_bucket";
                signal.Reading.Report(
                    Kind, input.Node.Find("metric")!, $"the series of {Printable.Quote(metric.Name)} have no label 'le': they are no buckets, and no quantile comes of them",
                    subject.Catalogue!.TryFind(buckets, out _) ? $"read \"{buckets}\"" : "read a metric with buckets, or combine with \"quantile(…)\"");
            }
        }
    }
}
