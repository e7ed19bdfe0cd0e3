using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>The average, spread or percentile of a counter over a window: it says how long the process runs.</summary>
internal sealed class AverageOfCounter() : Check("RP3205", "An average of a counter", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input, CataloguedMetric metric) in CataloguedInputs.Known(subject))
        {
            if (metric.Type == "counter" && input.Fold.Kind is Fold.Avg or Fold.Stddev or Fold.Percentile)
            {
                signal.Reading.Report(
                    Kind, input.Node.Find("fold")!, $"{Printable.Quote(metric.Name)} is a counter: it only grows, and its {input.Node.Find("fold")!.Text} over a window tells how long it has been counting",
                    "write \"rate\" for how often a second, \"increase\" for how often in the window");
            }
        }
    }
}
