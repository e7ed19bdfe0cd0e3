using System.Collections.Concurrent;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// Asks the targets of collection jobs and hands over what they answer. A target that fails is data: <c>up</c> = 0 and a reason.
/// <para>Beside a target's own samples there are three: <c>up</c> (1 or 0), <c>scrape_duration_seconds</c>, and
/// <c>scrape_samples_scraped</c> (what the target gave, before <c>keep</c> and <c>drop</c>).</para>
/// <para>A series that an answer leaves out ends with <see cref="Staleness.Marker"/> at that slot, once. A failure ends nothing. A
/// series that carries times of its own says itself when it was true and is not ended by being left out. A target that leaves
/// its job ends all it had.</para>
/// <para>Safe for many threads; one job never overlaps itself.</para>
/// </summary>
public sealed class MetricCollector : IDisposable
{
    private readonly SeriesTable _table;
    private readonly Func<CollectionJob, Target, IMetricSource> _open;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, JobMemory> _jobs = new(StringComparer.Ordinal);

    /// <param name="open">Makes the source of one target; called once per content hash of the job and target. The collector disposes what it gets.</param>
    public MetricCollector(SeriesTable table, Func<CollectionJob, Target, IMetricSource> open, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(time);
        (_table, _open, _time) = (table, open, time);
    }

    /// <summary>Jobs that were collected or remembered and not retired, in no order.</summary>
    public IReadOnlyCollection<string> Jobs => [.. _jobs.Keys];

    /// <summary>
    /// Asks all targets at once, each with the job's timeout as its deadline and one retry where a transient failure leaves time.
    /// The first batch is handed over as soon as every target that was not down at the slot before has settled, or
    /// <paramref name="cut"/> after the start. Targets that were down and have not answered by then are in it with <c>up</c> = 0;
    /// when all were down, they are waited for a second at most. Whatever settles afterwards follows in one late batch, in
    /// which a target whose <c>up</c> was handed over already has no second one.
    /// </summary>
    /// <param name="accept">Makes a batch durable. Called once or twice, never at once; what it throws ends the slot, and the series
    /// that it would have ended end at the next.</param>
    /// <returns>False where the job is still busy with an earlier slot: then nothing is asked, and a misfire is counted.</returns>
    public async Task<bool> Collect(CollectionJob job, Slot slot, TimeSpan cut, Func<SampleBatch, ValueTask> accept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(accept);
        ArgumentOutOfRangeException.ThrowIfLessThan(cut, TimeSpan.Zero);
        JobMemory memory = _jobs.GetOrAdd(job.Name, _ => new JobMemory());
        if (!await memory.Gate.WaitAsync(TimeSpan.Zero, cancellation))
        {
            memory.Tally.Misfired();
            return false;
        }
        try
        {
            await new CollectionRun(memory, job, slot, _table, _open, _time).Collect(cut, accept, cancellation);
            return true;
        }
        finally
        {
            memory.Gate.Release();
        }
    }

    /// <summary>Ends every series of a job that is in force no longer, once its running slot is over. Nothing is handed over where there is nothing to end.</summary>
    public async Task Retire(string job, Slot slot, Func<SampleBatch, ValueTask> accept, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(job);
        ArgumentNullException.ThrowIfNull(accept);
        if (!_jobs.TryGetValue(job, out JobMemory? memory))
        {
            return;
        }
        await memory.Gate.WaitAsync(cancellation);
        try
        {
            memory.Abandon();
            if (memory.Orphans.Count > 0)
            {
                await accept(memory.Assembly.Build(job, slot, [], memory.Orphans, _time.GetUtcNow(), isLate: false));
            }
            _jobs.TryRemove(job, out _);
        }
        finally
        {
            memory.Gate.Release();
        }
    }

    /// <summary>Tells, after a restart and before the job is first collected, which series a target had.</summary>
    /// <param name="target">Its address.</param>
    /// <exception cref="InvalidOperationException">The job was collected already.</exception>
    public void Remember(string job, string target, IEnumerable<SeriesId> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        _jobs.GetOrAdd(job, _ => new JobMemory()).Remembered(target).Series.UnionWith(series.Select(id => id.Value));
    }

    /// <summary>The same from stored batches, given in the order they were accepted: each changes what the ones before it said.</summary>
    /// <exception cref="InvalidOperationException">The job was collected already.</exception>
    public void Remember(SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        JobMemory memory = _jobs.GetOrAdd(batch.Job, _ => new JobMemory());
        HashSet<string> seen = [];
        foreach (TargetReport report in batch.Targets)
        {
            memory.Remembered(report.Target).Apply(batch, report, isFirst: seen.Add(report.Target));
        }
    }

    /// <summary>What the job came to since the process started; all 0 for a job that never ran.</summary>
    public CollectionCounts CountsOf(string job) => _jobs.TryGetValue(job, out JobMemory? memory) ? memory.Tally.Read() : CollectionCounts.None;

    public void Dispose()
    {
        foreach (JobMemory memory in _jobs.Values)
        {
            memory.Dispose();
        }
        _jobs.Clear();
    }
}
