using System.Text.Json;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Records;

/// <summary>Writes what an entry led to: decisions, alert changes with the alerts as they are now, notifications. Inside the caller's transaction.</summary>
internal sealed class DecisionTables(WriteConnection connection)
{
    public void Write(long sequence, CycleOutcome outcome)
    {
        foreach (Decision decision in outcome.Decisions)
        {
            connection.Prepare("INSERT INTO decisions (sequence, journal_sequence, slot, kind, subject, json) VALUES ($1, $2, $3, $4, $5, $6)", 6)
                .Run(decision.Sequence, sequence, decision.At.UnixMs, decision.Kind, decision.Subject, decision.Json);
        }
        foreach (AlertChange change in outcome.Changes)
        {
            Write(sequence, change);
        }
        foreach (Notification notification in outcome.Notifications)
        {
            Write(sequence, notification);
        }
    }

    private void Write(long sequence, AlertChange change)
    {
        AlertFacts facts = change.Facts;
        string fingerprint = change.Id.Fingerprint;
        string labels = JsonSerializer.Serialize(facts.Labels, HistoryJson.Stored.LabelSet);
        object? value = double.IsNaN(facts.Signal.Value) ? null : facts.Signal.Value;
        object id = connection.Prepare("""
            INSERT INTO alert_changes (journal_sequence, fingerprint, rule, alert_labels, slot, from_state, to_state, reason, incarnation, transition,
                mode, unsent, name, severity, owner, labels, signal, value, unit, annotations, evidence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id
            """, 21).Scalar(
            sequence, fingerprint, change.Id.Rule, JsonSerializer.Serialize(change.Id.Labels, HistoryJson.Stored.LabelSet), change.Slot.UnixMs,
            change.From.ToString(), change.To.ToString(), change.Reason.ToString(), change.Incarnation.UnixMs, change.Transition,
            change.Mode.ToString(), change.Unsent, facts.Name, facts.Severity, facts.Owner, labels, facts.Signal.Name, value, facts.Unit,
            JsonSerializer.Serialize(change.Annotations, HistoryJson.Stored.IReadOnlyDictionaryStringString),
            JsonSerializer.Serialize(change.Evidence, HistoryJson.Stored.Evidence))!;
        if (change.To == AlertState.Inactive)
        {
            connection.Prepare("DELETE FROM alerts WHERE fingerprint = $1", 1).Run(fingerprint);
            return;
        }
        connection.Prepare("""
            INSERT OR REPLACE INTO alerts (fingerprint, change_id, rule, name, severity, state, since, active_since, labels, value)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, 10).Run(
            fingerprint, id, change.Id.Rule, facts.Name, facts.Severity, change.To.ToString(), change.Slot.UnixMs, facts.ActiveSince.UnixMs, labels, value);
    }

    /// <summary>A key that is already there stays as it is: the same decision, made again.</summary>
    private void Write(long sequence, Notification notification) => connection.Prepare("""
        INSERT INTO notifications (dedup_key, receiver, journal_sequence, route, cause, group_key, due_at, state, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8) ON CONFLICT (dedup_key, receiver) DO NOTHING
        """, 8).Run(
        notification.DedupKey, notification.Receiver, sequence, notification.Route, notification.Cause.ToString(), notification.GroupKey,
        notification.DueAt.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(notification, HistoryJson.Stored.Notification));
}
