using System.Collections.Concurrent;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Replay;

/// <summary>One reading of a recording for several rule sets at once: each plays on a thread of its own, in the recording's order.</summary>
internal static class Feed
{
    private const int BlockEntries = 64;
    private const int BlocksAhead = 8;

    /// <param name="players">Called with every entry; none of them from two threads.</param>
    public static void Run(IEnumerable<JournalEntry> entries, IReadOnlyList<Action<JournalEntry>> players, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        BlockingCollection<JournalEntry[]>[] queues = [.. players.Select(_ => new BlockingCollection<JournalEntry[]>(BlocksAhead))];
        Task[] playing = [.. players.Select((player, i) => Task.Factory.StartNew(() => Play(queues[i], player, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            foreach (JournalEntry[] block in entries.Chunk(BlockEntries))
            {
                foreach (BlockingCollection<JournalEntry[]> queue in queues)
                {
                    queue.Add(block, stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // A player failed; what it threw is thrown below.
        }
        finally
        {
            Array.ForEach(queues, queue => queue.CompleteAdding());
        }
        WaitFor(playing);
        Array.ForEach(queues, queue => queue.Dispose());
    }

    private static void Play(BlockingCollection<JournalEntry[]> queue, Action<JournalEntry> player, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            foreach (JournalEntry[] block in queue.GetConsumingEnumerable(stop.Token))
            {
                Array.ForEach(block, player);
            }
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                // The reader would wait for ever for room in this queue.
                stop.Cancel();
            }
        }
    }

    private static void WaitFor(Task[] playing)
    {
        try
        {
            Task.WaitAll(playing);
        }
        catch (AggregateException failed)
        {
            Exception first = failed.InnerExceptions.FirstOrDefault(one => one is not OperationCanceledException) ?? failed.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }
}
