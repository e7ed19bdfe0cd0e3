using RulesPlatform.Host.Telemetry;
using System.Collections.Concurrent;
using System.Diagnostics;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Scheduling;

/// <summary>
/// The one thread that owns the cycle and the writer of the history. Others hand it samples and questions; it wakes for these and for
/// what is due, never to look around.
/// </summary>
internal sealed class CycleThread : IDisposable
{
    private static readonly TimeSpan RetryStore = TimeSpan.FromSeconds(1);

    private readonly MonitoringCycle _cycle;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<MonitoringCycle, DateTimeOffset> _idle;
    private readonly BlockingCollection<Action> _work = [];
    private readonly ITimer _alarm;
    private readonly List<SampleBatch> _arrived = [];
    private readonly Thread _thread;
    private string? _storeFault;

    /// <param name="idle">Called on the thread whenever nothing else waits: sealing, checkpoints. Must return within milliseconds.</param>
    public CycleThread(MonitoringCycle cycle, TimeProvider time, ILogger<CycleThread> log, Action<MonitoringCycle, DateTimeOffset> idle)
    {
        (_cycle, _time, _log, _idle) = (cycle, time, log, idle);
        _alarm = time.CreateTimer(_ => Post(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { Name = "cycle", IsBackground = true };
    }

    /// <summary>Why the store refuses to write, or null while it does not.</summary>
    public string? StoreFault => Volatile.Read(ref _storeFault);

    public void Start() => _thread.Start();

    /// <summary>Hands over samples; those that wait together are stored together.</summary>
    public void Accept(SampleBatch batch) => Post(() => _arrived.Add(batch));

    /// <summary>Runs something on the cycle's thread, between two entries.</summary>
    public Task<T> Ask<T>(Func<MonitoringCycle, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                StoreArrived();
                answer.SetResult(question(_cycle));
            }
            catch (Exception fault)
            {
                answer.SetException(fault);
            }
        });
        return answer.Task;
    }

    public Task Tell(Action<MonitoringCycle> order) => Ask(cycle =>
    {
        order(cycle);
        return true;
    });

    /// <summary>Finishes what was handed over, then stops.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
        _alarm.Dispose();
        _work.Dispose();
    }

    private void Post(Action work)
    {
        try
        {
            _work.Add(work);
        }
        catch (InvalidOperationException) when (_work.IsAddingCompleted)
        {
            _log.LogDebug("Work arrived after the cycle stopped; it is dropped.");
        }
    }

    private void Run()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
        {
            work();
            while (_work.TryTake(out Action? more))
            {
                more();
            }
            Turn();
        }
        Guarded(StoreArrived);
    }

    private void Turn()
    {
        using Activity? span = Traces.Source.StartActivity("cycle");
        DateTimeOffset now = _time.GetUtcNow();
        bool stored = Guarded(() =>
        {
            StoreArrived();
            _cycle.Advance(now);
        });
        if (stored && _work.Count == 0)
        {
            Guarded(() => _idle(_cycle, now));
        }
        DateTimeOffset? due = stored ? _cycle.NextDue(now) : now + RetryStore;
        if (due is { } instant)
        {
            TimeSpan wait = instant - _time.GetUtcNow();
            _alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private void StoreArrived()
    {
        if (_arrived.Count == 0)
        {
            return;
        }
        SampleBatch[] batches = [.. _arrived];
        _arrived.Clear();
        _cycle.Collect(batches);
    }

    private bool Guarded(Action work)
    {
        try
        {
            work();
            if (_storeFault is not null)
            {
                _log.LogInformation("The history takes writes again.");
                Volatile.Write(ref _storeFault, null);
            }
            return true;
        }
        catch (HistoryFaultException fault)
        {
            if (_storeFault is null)
            {
                _log.LogCritical("The history refuses to write: {Reason}. Samples are kept in memory; nothing is judged or sent until it takes them.", fault.Message);
            }
            Volatile.Write(ref _storeFault, fault.Message);
            return false;
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The cycle failed in one step and goes on with the next.");
            return true;
        }
    }
}
