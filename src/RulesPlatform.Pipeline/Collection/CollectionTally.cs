namespace RulesPlatform.Pipeline.Collection;

/// <summary>Counts one job's <see cref="CollectionCounts"/> from many threads.</summary>
internal sealed class CollectionTally
{
    private long _asked;
    private long _failed;
    private long _late;
    private long _retries;
    private long _retriesThatSucceeded;
    private long _duplicates;
    private long _misfires;

    public void Asked() => Interlocked.Increment(ref _asked);

    public void Failed() => Interlocked.Increment(ref _failed);

    public void Late(int targets) => Interlocked.Add(ref _late, targets);

    public void Retried(bool succeeded)
    {
        Interlocked.Increment(ref _retries);
        Interlocked.Add(ref _retriesThatSucceeded, succeeded ? 1 : 0);
    }

    public void Duplicated(int samples) => Interlocked.Add(ref _duplicates, samples);

    public void Misfired() => Interlocked.Increment(ref _misfires);

    public CollectionCounts Read() => new(
        Interlocked.Read(ref _asked), Interlocked.Read(ref _failed), Interlocked.Read(ref _late), Interlocked.Read(ref _retries),
        Interlocked.Read(ref _retriesThatSucceeded), Interlocked.Read(ref _duplicates), Interlocked.Read(ref _misfires));
}
