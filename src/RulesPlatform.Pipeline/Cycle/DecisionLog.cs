using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>Numbers decisions and writes them down: what the stages came to becomes the lines of the log.</summary>
internal sealed class DecisionLog
{
    private long _made;

    /// <summary>One decision, and then what it led to.</summary>
    public CycleOutcome After(Decision first, Slot at, ResponseOutcome responses)
    {
        CycleOutcome rest = Told(at, responses);
        return rest with { Decisions = [first, .. rest.Decisions] };
    }

    /// <summary>What the stages came to, as lines of the log in a fixed order.</summary>
    public CycleOutcome Told(Slot slot, ResponseOutcome responses, IReadOnlyList<AlertChange>? changes = null, IReadOnlyList<Quarantine>? quarantines = null)
    {
        var decisions = new List<Decision>();
        foreach (Quarantine quarantine in quarantines ?? [])
        {
            decisions.Add(Decide(slot, "rule.quarantined", quarantine.Rule, DecisionText.Of(quarantine)));
        }
        foreach (AlertChange change in changes ?? [])
        {
            decisions.Add(Decide(slot, "alert.changed", change.Id.Fingerprint, DecisionText.Of(change)));
        }
        foreach (Suppression suppression in responses.Suppressions)
        {
            decisions.Add(Decide(slot, "notification.suppressed", suppression.Alert.Fingerprint, DecisionText.Of(suppression)));
        }
        foreach (Silence ended in responses.EndedSilences)
        {
            decisions.Add(Decide(slot, "silence.ended", ended.Id, DecisionText.Of(ended)));
        }
        foreach (Annotation annotation in responses.Annotations)
        {
            decisions.Add(Decide(slot, "annotation.made", annotation.Alert.Fingerprint, DecisionText.Of(
                ("alert", annotation.Alert.Fingerprint), ("rule", annotation.Alert.Rule), ("route", annotation.Route), ("text", annotation.Text))));
        }
        foreach (Recommendation finding in responses.Recommendations)
        {
            decisions.Add(Decide(slot, "recommendation.made", finding.Alert.Fingerprint, DecisionText.Of(
                ("alert", finding.Alert.Fingerprint), ("rule", finding.Alert.Rule), ("route", finding.Route), ("category", finding.Category), ("subject", finding.Subject), ("text", finding.Text))));
        }
        foreach (Notification notification in responses.Notifications)
        {
            decisions.Add(Decide(new Slot(notification.DueAt.ToUnixTimeMilliseconds()), "notification.queued", notification.DedupKey, DecisionText.Of(notification)));
        }
        return decisions.Count == 0
            ? CycleOutcome.Nothing
            : new CycleOutcome { Decisions = decisions, Changes = changes ?? [], Notifications = responses.Notifications };
    }

    public Decision Decide(Slot at, string kind, string subject, string json) => new(++_made, at, kind, subject, json);

    public void Save(StateWriter writer) => writer.Write(_made);

    public void Load(StateReader reader) => _made = reader.ReadInt64();
}
