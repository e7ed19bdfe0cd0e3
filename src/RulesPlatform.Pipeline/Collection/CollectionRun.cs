using System.Globalization;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>One job's one slot: asks, hands over, asks no more.</summary>
internal sealed class CollectionRun(JobMemory memory, CollectionJob job, Slot slot, SeriesTable table, Func<CollectionJob, Target, IMetricSource> open, TimeProvider time)
{
    /// <summary>How long a job whose targets were all down is waited for, at most; the cut still bounds it.</summary>
    private static readonly TimeSpan GraceForTheDown = TimeSpan.FromSeconds(1);

    public async Task Collect(TimeSpan cut, Func<SampleBatch, ValueTask> accept, CancellationToken cancellation)
    {
        TargetMemory[] targets = memory.Align(job, table);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Task[] asked = new Task[targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i].BeginSlot();
                asked[i] = Ask(targets[i], stop.Token);
            }
            await WaitForTheLiving(targets, asked, cut, stop.Token);
            List<TargetMemory> late = await HandOverFirst(targets, asked, accept);
            if (late.Count > 0)
            {
                await Task.WhenAll(asked);
                await HandOver(late, late, memory.Orphans, accept, isLate: true);
                memory.Tally.Late(late.Count);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>Until every target that was not down at the slot before has settled, or the cut.</summary>
    private async Task WaitForTheLiving(TargetMemory[] targets, Task[] asked, TimeSpan cut, CancellationToken cancellation)
    {
        Task[] awaited = [.. asked.Where((_, i) => !targets[i].WasDown)];
        TimeSpan patience = cut;
        if (awaited.Length == 0)
        {
            awaited = asked;
            patience = cut < GraceForTheDown ? cut : GraceForTheDown;
        }
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task settled = Task.WhenAll(awaited);
        Task first = await Task.WhenAny(settled, Task.Delay(patience, time, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        if (first == settled)
        {
            await settled;
        }
    }

    /// <returns>Targets that had not settled.</returns>
    private async Task<List<TargetMemory>> HandOverFirst(TargetMemory[] targets, Task[] asked, Func<SampleBatch, ValueTask> accept)
    {
        List<TargetMemory> reported = [];
        List<TargetMemory> settled = [];
        List<TargetMemory> late = [];
        for (int i = 0; i < targets.Length; i++)
        {
            TargetMemory target = targets[i];
            if (asked[i].IsCompleted)
            {
                await asked[i];
                settled.Add(target);
                reported.Add(target);
                continue;
            }
            late.Add(target);
            if (target.WasDown)
            {
                target.IsPresumedDown = true;
                reported.Add(target);
            }
        }
        bool mayBeTakenOver = late.Exists(target => !target.WasEverUp);
        await HandOver(reported, settled, mayBeTakenOver ? [] : memory.Orphans, accept, isLate: false);
        return late;
    }

    private async ValueTask HandOver(List<TargetMemory> reported, List<TargetMemory> settled, List<Orphan> orphans, Func<SampleBatch, ValueTask> accept, bool isLate)
    {
        Orphan[] ending = [.. orphans.Select(WithoutLivingSeries)];
        SampleBatch batch = memory.Assembly.Build(job.Name, slot, reported, ending, time.GetUtcNow(), isLate);
        bool isAccepted = false;
        try
        {
            await accept(batch);
            isAccepted = true;
        }
        finally
        {
            if (!isAccepted)
            {
                settled.ForEach(target => target.Forget());
            }
        }
        orphans.Clear();
        memory.Tally.Duplicated(memory.Assembly.Duplicates);
        foreach (TargetMemory target in settled)
        {
            target.Commit();
        }
    }

    private Orphan WithoutLivingSeries(Orphan orphan)
    {
        TargetMemory[] living = memory.Align(job, table);
        return orphan with { Series = [.. orphan.Series.Where(series => !Array.Exists(living, target => target.Has(series)))] };
    }

    private async Task Ask(TargetMemory target, CancellationToken cancellation)
    {
        memory.Tally.Asked();
        long started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(job.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        TargetFault? fault = await Attempt(target, cancellation, linked.Token);
        TimeSpan pause = RetryPause.Of(job, target.Target, slot);
        if (fault is { IsTransient: true } && time.GetElapsedTime(started) + pause + pause < job.Timeout)
        {
            await Task.Delay(pause, time, cancellation);
            fault = await Attempt(target, cancellation, linked.Token);
            memory.Tally.Retried(fault is null);
            fault = fault is null ? null : fault with { Reason = $"{fault.Reason} (asked twice)" };
        }
        if (fault is null)
        {
            target.TakeAnswer(slot);
            memory.Tally.Duplicated(target.Duplicates);
        }
        else
        {
            memory.Tally.Failed();
        }
        int scraped = fault is null ? target.Writer!.Count + target.Writer.Dropped : 0;
        target.Outcome = new TargetOutcome(time.GetUtcNow(), time.GetElapsedTime(started), fault?.Reason, scraped);
    }

    /// <returns>Null when the target answered.</returns>
    private async Task<TargetFault?> Attempt(TargetMemory target, CancellationToken cancellation, CancellationToken untilDeadline)
    {
        if (target.IsBusy)
        {
            return new TargetFault("the source is still busy with an earlier slot: it does not heed its timeout", IsTransient: false);
        }
        try
        {
            IMetricSource source = target.Open(job, open);
            await target.Run(source, slot, untilDeadline).WaitAsync(untilDeadline);
            return null;
        }
        catch (OperationCanceledException) when (untilDeadline.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            string timeout = job.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new TargetFault($"no answer within {timeout} s (timeout)", IsTransient: false);
        }
        catch (SourceFaultException fault)
        {
            return new TargetFault(fault.Message, fault.IsTransient);
        }
        catch (Exception ours)
        {
            string message = ours.Message.ReplaceLineEndings(" ");
            return new TargetFault($"the source '{job.Source.Kind}' failed ({ours.GetType().Name}): {message}", ours is IOException);
        }
    }
}
