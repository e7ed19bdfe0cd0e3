using Dapper;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>How collection goes and went. Safe for many threads.</summary>
public sealed class RunReader
{
    private readonly ReadPool _pool;

    internal RunReader(ReadPool pool) => _pool = pool;

    /// <summary>By job, then target.</summary>
    public IReadOnlyList<TargetState> Targets() => _pool.Query(connection => connection
        .Query<(string Job, string Target, bool Up, string? Reason, long Slot, long ReceivedAt, double DurationMs, long Samples, long Since)>(
            "SELECT job, target, up, reason, slot, received_at, duration_ms, samples, since FROM targets ORDER BY job, target")
        .Select(line => new TargetState(
            line.Job, line.Target, line.Up, line.Reason, new Slot(line.Slot), DateTimeOffset.FromUnixTimeMilliseconds(line.ReceivedAt),
            TimeSpan.FromMilliseconds(line.DurationMs), (int)line.Samples, new Slot(line.Since))).ToList());

    /// <summary>Newest first.</summary>
    /// <param name="job">One job's only, or null.</param>
    /// <param name="target">One target's only, or null.</param>
    public IReadOnlyList<TargetFailure> Failures(string? job = null, string? target = null, int limit = 200) => _pool.Query(connection => connection
        .Query<(string Job, string Target, long First, long Last, long Failures, string Reason, bool IsOpen)>(
            """
            SELECT job, target, first_slot, last_slot, failures, reason, is_open FROM target_failures
            WHERE (@job IS NULL OR job = @job) AND (@target IS NULL OR target = @target) ORDER BY id DESC LIMIT @limit
            """, new { job, target, limit })
        .Select(line => new TargetFailure(line.Job, line.Target, new Slot(line.First), new Slot(line.Last), (int)line.Failures, line.Reason, line.IsOpen)).ToList());

    /// <summary>Newest first.</summary>
    /// <param name="job">One job's only, or null.</param>
    /// <param name="before">Those whose sequence is lower: the last sequence of the page before.</param>
    public IReadOnlyList<JobRun> Runs(string? job = null, long? before = null, int limit = 200) => _pool.Query(connection => connection
        .Query<(long Sequence, string Job, long Slot, long Targets, long Up, long Samples, bool Late, double SlowestMs)>(
            """
            SELECT sequence, job, slot, targets, up, samples, late, slowest_ms FROM job_runs
            WHERE (@job IS NULL OR job = @job) AND (@before IS NULL OR sequence < @before) ORDER BY sequence DESC LIMIT @limit
            """, new { job, before, limit })
        .Select(line => new JobRun(
            line.Sequence, line.Job, new Slot(line.Slot), (int)line.Targets, (int)line.Up, (int)line.Samples, line.Late, TimeSpan.FromMilliseconds(line.SlowestMs))).ToList());
}
