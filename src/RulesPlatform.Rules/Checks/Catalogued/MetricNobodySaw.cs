using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>A metric that no job of the rule set gave, as far as the server that wrote the catalogue saw.</summary>
internal sealed class MetricNobodySaw() : Check("RP3201", "A metric that the server has never seen", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input) in CataloguedInputs.Unknown(subject))
        {
            // A closed source's metrics are judged without a catalogue.
            if (subject.Feeds.Of(input) is null)
            {
                signal.Reading.Report(
                    Kind, input.Node.Find("metric")!, $"no series of {Printable.Quote(input.Metric!)} was ever stored: this input has no rows",
                    Nearest.Help(input.Metric!, subject.Catalogue!.Names, "the metrics are") ?? "mend the name, or write the catalogue anew once the metric is collected");
            }
        }
    }
}
