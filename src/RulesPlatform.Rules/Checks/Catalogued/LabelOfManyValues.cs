using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>A label in <c>by</c> that has more values than anyone looks at: a row, a window and an alert for each.</summary>
internal sealed class LabelOfManyValues() : Check("RP3207", "A label with a great many values", Reach.Part)
{
    private const int Many = 1000;

    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input, CataloguedMetric metric) in CataloguedInputs.Known(subject))
        {
            foreach (TextNode kept in input.By?.Node.Items ?? [])
            {
                if (metric.Label(kept.Text) is { Count: >= Many } label)
                {
                    signal.Reading.Report(
                        Kind, kept, $"{Printable.Quote(label.Name)} of {Printable.Quote(metric.Name)} had {label.Count} values: so many rows and windows are kept, and so many alerts there may be",
                        "leave it out of 'by', or keep with 'where' the values that matter");
                }
            }
        }
    }
}
