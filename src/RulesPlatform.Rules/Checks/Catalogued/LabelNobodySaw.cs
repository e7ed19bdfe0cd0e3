using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>A label that no series of the metric has: a filter on it fits nothing, and keeping it keeps nothing apart.</summary>
internal sealed class LabelNobodySaw() : Check("RP3202", "A label that no series of the metric has", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input, CataloguedMetric metric) in CataloguedInputs.Known(subject))
        {
            if (!CataloguedInputs.IsComplete(subject, subject.Catalogue!))
            {
                continue;
            }
            foreach (TextMember filter in (input.Node.Find("where")?.Members ?? []).Where(filter => IsUnknown(filter.Name, metric, input) && !FitsNone(filter)))
            {
                signal.Reading.Report(Kind, filter, $"no series of {Printable.Quote(metric.Name)} has the label {Printable.Quote(filter.Name)}: this fits none", Help(filter.Name, metric));
            }
            foreach (TextNode kept in (input.By?.Node.Items ?? []).Where(kept => IsUnknown(kept.Text, metric, input)))
            {
                signal.Reading.Report(Kind, kept, $"no series of {Printable.Quote(metric.Name)} has the label {Printable.Quote(kept.Text)}: all rows become one", Help(kept.Text, metric));
            }
        }
    }

    // histogramQuantile reads 'le' by itself; another check says what to do about it.
    private static bool IsUnknown(string label, CataloguedMetric metric, InputDraft input) => metric.Label(label) is null && !(label == "le" && input.Combine.Kind == Pipeline.Analysis.CombineKind.HistogramQuantile);

    private static bool FitsNone(TextMember filter) => LabelMatcher.Parse(filter.Name, filter.Value.Text).MatchesValue("");

    private static string Help(string label, CataloguedMetric metric) =>
        Nearest.Help(label, [.. metric.Labels.Select(one => one.Name)], "its labels are") ?? "leave it out";
}
