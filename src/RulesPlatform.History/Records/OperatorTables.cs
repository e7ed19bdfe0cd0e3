using System.Globalization;
using System.Text.Json;
using Dapper;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Records;

/// <summary>Writes what people did and what became of notifications. Inside the caller's transaction.</summary>
internal sealed class OperatorTables(WriteConnection connection)
{
    public void Write(long sequence, CommandEntry entry, CycleOutcome outcome)
    {
        switch (entry.Command)
        {
            case AddSilence silence:
                Write(sequence, silence, outcome);
                break;
            case ExpireSilence expiry:
                connection.Prepare("UPDATE silences SET ends_at = MIN(ends_at, MAX($2, starts_at)), expired_by = $3 WHERE id = $1", 3)
                    .Run(expiry.Id, entry.At.ToUnixTimeMilliseconds(), expiry.Author);
                break;
            case Acknowledge acknowledged:
                connection.Prepare("INSERT INTO acknowledgements (journal_sequence, fingerprint, author, comment, is_noise, at) VALUES ($1, $2, $3, $4, $5, $6)", 6)
                    .Run(sequence, acknowledged.Alert, acknowledged.Author, acknowledged.Comment, acknowledged.IsNoise, entry.At.ToUnixTimeMilliseconds());
                break;
            default:
                throw new ArgumentException($"The history has no table for the command {entry.Command.GetType().Name}.", nameof(entry));
        }
    }

    /// <summary>Settles the notification: delivered, or dead where it was given up.</summary>
    public void Write(long sequence, ReceiptEntry entry)
    {
        DeliveryReceipt receipt = entry.Receipt;
        long at = entry.At.ToUnixTimeMilliseconds();
        connection.Prepare("INSERT INTO receipts (journal_sequence, dedup_key, receiver, outcome, detail, attachment, attempts, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8)
            .Run(sequence, entry.DedupKey, entry.Receiver, receipt.Outcome.ToString(), receipt.Detail, receipt.Attachment, entry.Attempts, at);
        connection.Prepare("UPDATE notifications SET state = $3, attempts = $4, detail = $5, next_at = NULL, settled_at = $6 WHERE dedup_key = $1 AND receiver = $2", 6)
            .Run(entry.DedupKey, entry.Receiver, receipt.Outcome == DeliveryOutcome.Delivered ? "delivered" : "dead", entry.Attempts, receipt.Detail, at);
    }

    public void NoteAttempt(string dedupKey, string receiver, int attempts, string detail, DateTimeOffset nextAt) =>
        connection.Prepare("UPDATE notifications SET attempts = $3, detail = $4, next_at = $5 WHERE dedup_key = $1 AND receiver = $2 AND state = 'queued'", 5)
            .Run(dedupKey, receiver, attempts, detail, nextAt.ToUnixTimeMilliseconds());

    private void Write(long sequence, AddSilence silence, CycleOutcome outcome)
    {
        string id = outcome.Decisions.FirstOrDefault(decision => decision.Kind == "silence.added")?.Subject ?? NextSilence();
        connection.Prepare("INSERT INTO silences (id, journal_sequence, matchers, starts_at, ends_at, author, comment) VALUES ($1, $2, $3, $4, $5, $6, $7)", 7)
            .Run(
                id, sequence, JsonSerializer.Serialize(silence.Matchers, HistoryJson.Stored.IReadOnlyListLabelMatcher),
                silence.StartsAt.ToUnixTimeMilliseconds(), silence.EndsAt.ToUnixTimeMilliseconds(), silence.Author, silence.Comment);
    }

    private string NextSilence()
    {
        long last = connection.Raw.ExecuteScalar<long?>("SELECT MAX(CAST(substr(id, 2) AS INTEGER)) FROM silences") ?? 0;
        return "s" + (last + 1).ToString(CultureInfo.InvariantCulture);
    }
}
