using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>
/// The inputs that read a metric of which the catalogue can be asked. None where there is no catalogue; none of a rule set with a job that had
/// not stored anything when the catalogue was written, where it may be that job that gives the metric.
/// </summary>
internal static class CataloguedInputs
{
    private const string KeptSignal = "signal:";

    /// <summary>Of metrics that the catalogue has.</summary>
    public static IEnumerable<(WrittenSignal Signal, InputDraft Input, CataloguedMetric Metric)> Known(LintSubject subject)
    {
        if (subject.Catalogue is not { } catalogue)
        {
            yield break;
        }
        foreach ((WrittenSignal signal, InputDraft input) in Asking(subject))
        {
            if (catalogue.TryFind(input.Metric!, out CataloguedMetric? metric))
            {
                yield return (signal, input, metric);
            }
        }
    }

    /// <summary>Of metrics that the catalogue ought to have, and has not.</summary>
    public static IEnumerable<(WrittenSignal Signal, InputDraft Input)> Unknown(LintSubject subject)
    {
        if (subject.Catalogue is not { } catalogue || !IsComplete(subject, catalogue))
        {
            yield break;
        }
        foreach ((WrittenSignal signal, InputDraft input) in Asking(subject))
        {
            if (!catalogue.TryFind(input.Metric!, out _))
            {
                yield return (signal, input);
            }
        }
    }

    /// <summary>Whether every job of the rule set had stored something.</summary>
    public static bool IsComplete(LintSubject subject, MetricCatalogue catalogue) => subject.Feeds.Jobs.All(job => catalogue.Jobs.Contains(job.Label));

    private static IEnumerable<(WrittenSignal Signal, InputDraft Input)> Asking(LintSubject subject) =>
        from signal in subject.Signals
        from input in signal.Draft.Inputs
        where input.Value.Metric is { } metric && !metric.StartsWith(KeptSignal, StringComparison.Ordinal)
        select (signal, input.Value);
}
