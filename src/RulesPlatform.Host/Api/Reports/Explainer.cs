using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.History.Reading;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Finds what a person means by a text and explains it.</summary>
internal static class Explainer
{
    /// <summary>Name of the signal that a subject may mean: what has to be looked at before <see cref="Explain"/> is called.</summary>
    public static string SignalNameIn(string subject) => subject.Split('{', 2)[0].Trim();

    /// <summary>Null where nothing bears the name.</summary>
    /// <param name="subject">A fingerprint or its beginning, a rule's id or name, or a signal's name; the last three with labels where several bear it.</param>
    public static ExplainAnswer? Explain(PlatformReading reading, string subject)
    {
        string name = SignalNameIn(subject);
        if (Selector.TryParse(name.Length == 0 ? "" : subject, out Selector selector) is not null)
        {
            return null;
        }
        StoredChange[] alerts = [.. reading.Archive.FindAlerts(name).Where(change => selector.Matchers.All(matcher => matcher.Matches(change.Labels)))];
        // A rule that fires now is meant rather than one that has long been over.
        StoredChange[] active = [.. alerts.Where(change => change.To != Pipeline.Thresholds.AlertState.Inactive)];
        alerts = active.Length > 0 ? active : alerts;
        LiveSignal[] signals = [.. (reading.Live?.Signals ?? []).Where(signal =>
            signal.Definition.Name == name && selector.Matchers.All(matcher => matcher.Matches(signal.Now.Labels)))];
        return (alerts.Length, signals.Length) switch
        {
            (0, 0) => null,
            (1, 0) => Told(subject, alert: AlertExplainer.Explain(reading, alerts[0])),
            (0, 1) => Told(subject, signal: SignalExplainer.Explain(reading, reading.Rules!, signals[0])),
            _ => Told(subject, candidates: [.. alerts.Select(Candidate), .. signals.Select(Candidate)]),
        };
    }

    private static ExplainAnswer Told(
        string subject, AlertExplanation? alert = null, SignalExplanation? signal = null, IReadOnlyList<CandidateAnswer>? candidates = null)
    {
        var answer = new ExplainAnswer(subject, alert, signal, candidates, "");
        return answer with { Text = ExplainPage.Plain(answer) };
    }

    private static CandidateAnswer Candidate(StoredChange change) =>
        new(change.Fingerprint, "alert", $"{change.To} {change.Rule}{change.AlertLabels}", Plain.Number(change.Value), change.Unit);

    private static CandidateAnswer Candidate(LiveSignal signal) => new(
        $"{signal.Definition.Name}{signal.Now.Labels}", "signal",
        double.IsNaN(signal.Now.Value) ? $"Unknown ({signal.Now.Reason})" : "", Plain.Number(signal.Now.Value), signal.Definition.Unit);
}
