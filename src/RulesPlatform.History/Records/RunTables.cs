using Dapper;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Records;

/// <summary>Writes how collection went: a line a batch, each target's last state, and its failures folded by reason. Inside the caller's transaction.</summary>
internal sealed class RunTables(WriteConnection connection)
{
    public void Write(long sequence, SampleBatch batch, Func<string, SampleStream> streamOf)
    {
        double slowest = batch.Targets.Count == 0 ? 0 : batch.Targets.Max(report => report.Duration.TotalMilliseconds);
        connection.Prepare("INSERT INTO job_runs (sequence, job, slot, targets, up, samples, late, slowest_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8)
            .Run(sequence, batch.Job, batch.Slot.UnixMs, batch.Targets.Count, batch.Targets.Count(report => report.IsUp), batch.Count, batch.IsLate, slowest);
        foreach (TargetReport report in batch.Targets)
        {
            Write(batch, report, streamOf(report.Target));
        }
    }

    /// <summary>Tells the streams how their targets answered last, as the table has it.</summary>
    public void Restore(Func<string, string, SampleStream> streamOf)
    {
        foreach ((string job, string target, string? reason) in connection.Raw.Query<(string, string, string?)>("SELECT job, target, reason FROM targets"))
        {
            streamOf(job, target).Reported(reason);
        }
    }

    private void Write(SampleBatch batch, TargetReport report, SampleStream stream)
    {
        connection.Prepare("""
            INSERT INTO targets (job, target, up, reason, slot, received_at, duration_ms, samples, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $5)
            ON CONFLICT (job, target) DO UPDATE SET since = CASE WHEN up = excluded.up THEN since ELSE excluded.slot END, up = excluded.up,
                reason = excluded.reason, slot = excluded.slot, received_at = excluded.received_at, duration_ms = excluded.duration_ms, samples = excluded.samples
            WHERE excluded.slot >= slot
            """, 8).Run(
            batch.Job, report.Target, report.IsUp, report.Reason, batch.Slot.UnixMs, report.ReceivedAt.ToUnixTimeMilliseconds(),
            report.Duration.TotalMilliseconds, report.Count);
        if (report.Reason is not null)
        {
            WriteFailure(batch, report);
        }
        else if (!stream.HasReported || stream.LastReason is not null)
        {
            CloseFailures(batch.Job, report.Target);
        }
    }

    private void WriteFailure(SampleBatch batch, TargetReport report)
    {
        int known = connection.Prepare("""
            UPDATE target_failures SET last_slot = MAX(last_slot, $3), failures = failures + 1 WHERE job = $1 AND target = $2 AND is_open = 1 AND reason = $4
            """, 4).Run(batch.Job, report.Target, batch.Slot.UnixMs, report.Reason);
        if (known == 0)
        {
            CloseFailures(batch.Job, report.Target);
            connection.Prepare("INSERT INTO target_failures (job, target, first_slot, last_slot, failures, reason, is_open) VALUES ($1, $2, $3, $3, 1, $4, 1)", 4)
                .Run(batch.Job, report.Target, batch.Slot.UnixMs, report.Reason);
        }
    }

    private void CloseFailures(string job, string target) =>
        connection.Prepare("UPDATE target_failures SET is_open = 0 WHERE job = $1 AND target = $2 AND is_open = 1", 2).Run(job, target);
}
