using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>What is known of one job from slot to slot. Whoever holds the gate may use it.</summary>
internal sealed class JobMemory : IDisposable
{
    private readonly Dictionary<string, RememberedTarget> _remembered = new(StringComparer.Ordinal);
    private Dictionary<Target, TargetMemory> _byTarget = [];
    private TargetMemory[] _targets = [];
    private CollectionJob? _alignedTo;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public CollectionTally Tally { get; } = new();

    public BatchAssembly Assembly { get; } = new();

    /// <summary>Series of targets that are gone, waiting for the batch that ends them.</summary>
    public List<Orphan> Orphans { get; } = [];

    /// <summary>The job's targets in its order; those that left it are closed and their series orphaned.</summary>
    public TargetMemory[] Align(CollectionJob job, SeriesTable table)
    {
        if (ReferenceEquals(_alignedTo, job))
        {
            return _targets;
        }
        var kept = new Dictionary<Target, TargetMemory>();
        foreach (Target target in job.Targets)
        {
            if (kept.ContainsKey(target))
            {
                continue;
            }
            LabelSet labels = TargetLabels.Of(job, target);
            if (!_byTarget.Remove(target, out TargetMemory? memory))
            {
                memory = new TargetMemory(target);
                Adopt(memory, job, table, labels);
            }
            memory.Label(job, table, labels);
            kept.Add(target, memory);
        }
        Abandon();
        _byTarget = kept;
        _targets = [.. kept.Values];
        _alignedTo = job;
        return _targets;
    }

    /// <summary>Closes every target and orphans every series.</summary>
    public void Abandon()
    {
        foreach (TargetMemory gone in _byTarget.Values)
        {
            Orphans.Add(new Orphan(gone.Target.Address, gone.AllSeries()));
            gone.Close();
        }
        foreach ((string address, RememberedTarget gone) in _remembered)
        {
            Orphans.Add(new Orphan(address, [.. gone.Series.Order()]));
        }
        Orphans.RemoveAll(orphan => orphan.Series.Length == 0);
        (_byTarget, _targets, _alignedTo) = ([], [], null);
        _remembered.Clear();
    }

    public RememberedTarget Remembered(string address)
    {
        if (_targets.Length > 0)
        {
            throw new InvalidOperationException($"What target {address} had before the restart must be remembered before the job is first collected.");
        }
        if (!_remembered.TryGetValue(address, out RememberedTarget? remembered))
        {
            _remembered.Add(address, remembered = new RememberedTarget());
        }
        return remembered;
    }

    public void Dispose()
    {
        foreach (TargetMemory target in _targets)
        {
            target.Close();
        }
        Gate.Dispose();
    }

    private void Adopt(TargetMemory memory, CollectionJob job, SeriesTable table, LabelSet labels)
    {
        string address = memory.Target.Address;
        if (!_remembered.TryGetValue(address, out RememberedTarget? remembered))
        {
            return;
        }
        bool isShared = job.Targets.Count(target => target.Address == address) > 1;
        HashSet<int> own = isShared
            ? [.. remembered.Series.Where(series => table[new SeriesId(series)].Labels is { } theirs && theirs.With(labels) == theirs)]
            : [.. remembered.Series];
        memory.Remember(own, remembered.WasDown);
        remembered.Series.ExceptWith(own);
        if (remembered.Series.Count == 0)
        {
            _remembered.Remove(address);
        }
    }
}
