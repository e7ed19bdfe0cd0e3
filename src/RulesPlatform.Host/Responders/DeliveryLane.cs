using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Telemetry;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>
/// Delivers to one receiver: a bounded number of attempts at once, never two of one group, each group in order. Workers exist only
/// while there is something to do; an added notification that is free to go is on a thread-pool thread at once. Thread-safe.
/// </summary>
internal sealed class DeliveryLane : IThreadPoolWorkItem
{
    /// <summary>After as many failures in a row, one success is taken as a sign that the receiver is back for all that waits.</summary>
    private const int FailuresOfAnOutage = 3;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly string _receiver;
    private readonly DeliveryTools _tools;
    private readonly Action<ReceiptEntry> _settled;
    private readonly CancellationToken _cut;
    private readonly Lock _gate = new();
    private readonly LaneQueue _queue = new();
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _kind;
    private int _parallelism;
    private int _workers;
    private int _starting;
    private int _failuresInARow;
    private string? _lastFailure;
    private bool _stopping;

    /// <summary>The instant that the timer is set to, or null.</summary>
    private long? _alarm;

    /// <param name="cut">Cancels attempts under way; they are not settled.</param>
    public DeliveryLane(string receiver, DeliveryTools tools, Action<ReceiptEntry> settled, CancellationToken cut)
    {
        _receiver = receiver;
        _tools = tools;
        _settled = settled;
        _cut = cut;
        _kind = tools.Directory.KindOf(receiver);
        _parallelism = tools.Settings.ParallelismOf(_kind);
        _timer = tools.Time.CreateTimer(
            static lane => ((DeliveryLane)lane!).TimeHasPassed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public LaneSnapshot Snapshot
    {
        get
        {
            lock (_gate)
            {
                return new LaneSnapshot(_receiver, _kind, _queue.Count, _workers - _starting, _queue.Waiting, _failuresInARow, _lastFailure);
            }
        }
    }

    public void Add(Notification notification)
    {
        lock (_gate)
        {
            if (_stopping || !_queue.Add(notification))
            {
                return;
            }
            _tools.Meter.Queued(_receiver);
            StartWorkers();
        }
    }

    /// <summary>Begins nothing more. Completes once no attempt is under way.</summary>
    public Task Drain()
    {
        lock (_gate)
        {
            _stopping = true;
            _timer.Dispose();
            if (_workers == 0)
            {
                _drained.TrySetResult();
            }
        }
        return _drained.Task;
    }

    void IThreadPoolWorkItem.Execute() => _ = Work();

    private void TimeHasPassed()
    {
        lock (_gate)
        {
            _alarm = null;
            StartWorkers();
        }
    }

    /// <summary>Under the gate: one worker for each group that could be taken, within the bound; and the alarm for those that cannot yet.</summary>
    private void StartWorkers()
    {
        if (_stopping)
        {
            return;
        }
        long now = _tools.Time.GetTimestamp();
        int wanted = Math.Min(_queue.Takeable(now) - _starting, _parallelism - _workers);
        for (int i = 0; i < wanted; i++)
        {
            _workers++;
            _starting++;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        if (_queue.NextDue(now) is { } due && due != _alarm)
        {
            _alarm = due;
            // A timer that is due in no time may call back before Change returns.
            TimeSpan wait = _tools.Time.GetElapsedTime(now, due);
            _timer.Change(wait > ShortestWait ? wait : ShortestWait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task Work()
    {
        for (GroupQueue? group = Take(isFirst: true); group is not null; group = Take(isFirst: false))
        {
            Notification notification = group.Head;
            long begun = _tools.Time.GetTimestamp();
            using Activity? span = Traces.Source.StartActivity("deliver")?.SetTag("receiver", _receiver).SetTag("group", notification.GroupKey).SetTag("attempt", group.Attempts + 1);
            DeliveryReceipt receipt;
            try
            {
                receipt = await Attempt(notification).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_cut.IsCancellationRequested)
            {
                continue;
            }
            span?.SetTag("kind", _kind).SetTag("outcome", receipt.Outcome.ToString()).SetStatus(receipt.Outcome == DeliveryOutcome.Delivered ? ActivityStatusCode.Ok : ActivityStatusCode.Error, receipt.Detail);
            _tools.Meter.Attempted(_kind, receipt.Outcome, _tools.Time.GetElapsedTime(begun));
            Conclude(group, receipt);
        }
    }

    private GroupQueue? Take(bool isFirst)
    {
        lock (_gate)
        {
            _starting -= isFirst ? 1 : 0;
            GroupQueue? group = _stopping || _workers > _parallelism ? null : _queue.Take(_tools.Time.GetTimestamp());
            if (group is not null)
            {
                return group;
            }
            _workers--;
            StartWorkers();
            if (_stopping && _workers == 0)
            {
                _drained.TrySetResult();
            }
            return null;
        }
    }

    private async ValueTask<DeliveryReceipt> Attempt(Notification notification)
    {
        try
        {
            (IResponder? responder, Receiver? receiver, string problem) = _tools.Directory.Find(_receiver);
            if (responder is null)
            {
                return new DeliveryReceipt(DeliveryOutcome.Rejected, problem);
            }
            _kind = responder.Kind;
            _parallelism = _tools.Settings.ParallelismOf(_kind);
            return _tools.Schedule.Expired(notification, _tools.Time.GetUtcNow()) is { } expired
                ? new DeliveryReceipt(DeliveryOutcome.Rejected, expired)
                : await responder.Deliver(notification, receiver, _cut).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !_cut.IsCancellationRequested)
        {
            // The message of an exception that nobody foresaw may hold an address or a token: only its type and trace are told.
            _tools.Log.LogError("The {Kind} responder threw {Exception} for receiver {Receiver}: {Trace}",
                _kind, failure.GetType().Name, _receiver, failure.StackTrace);
            return new DeliveryReceipt(DeliveryOutcome.Retry, $"The {_kind} responder failed with {failure.GetType().Name}; the log has the trace.");
        }
    }

    private void Conclude(GroupQueue group, DeliveryReceipt receipt)
    {
        Notification notification = group.Head;
        int attempts = ++group.Attempts;
        if (receipt.Outcome == DeliveryOutcome.Retry)
        {
            if (_tools.Schedule.GivesUp(notification, attempts, _tools.Time.GetUtcNow()) is not { } reason)
            {
                Postpone(group, receipt);
                return;
            }
            receipt = receipt with { Outcome = DeliveryOutcome.Rejected, Detail = $"{reason}; last: {receipt.Detail}", RetryAfter = null };
        }
        Tell(notification, receipt, attempts);
        bool isBack;
        lock (_gate)
        {
            isBack = NoteOutcome(receipt);
            _queue.Settle(group);
            StartWorkers();
        }
        _tools.Meter.Settled(_receiver, _kind, receipt.Outcome);
        if (isBack)
        {
            _tools.Log.LogInformation("Receiver {Receiver} ({Kind}) accepts again; what waited is sent now", _receiver, _kind);
        }
    }

    private void Tell(Notification notification, DeliveryReceipt receipt, int attempts)
    {
        if (receipt.Outcome == DeliveryOutcome.Rejected)
        {
            _tools.Log.LogError("Dead letter: notification {DedupKey} of group {Group} to {Receiver} ({Kind}): {Detail}",
                notification.DedupKey, notification.GroupKey, _receiver, _kind, receipt.Detail);
        }
        try
        {
            _settled(new ReceiptEntry(notification.DedupKey, _receiver, receipt, attempts, _tools.Time.GetUtcNow()));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _tools.Log.LogCritical(failure, "The receipt of {DedupKey} could not be handed on; the notification is sent again after a restart", notification.DedupKey);
        }
    }

    private void Postpone(GroupQueue group, DeliveryReceipt receipt)
    {
        TimeSpan delay = _tools.Schedule.Delay(group.Head.DedupKey, group.Attempts, receipt.RetryAfter);
        TimeSpan pause = _tools.Schedule.Allowed(receipt.RetryAfter);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _failuresInARow++ == 0;
            _lastFailure = receipt.Detail;
            long now = _tools.Time.GetTimestamp();
            _queue.Postpone(group, now + Ticks(delay));
            if (pause > TimeSpan.Zero)
            {
                _queue.Pause(now + Ticks(pause));
            }
            StartWorkers();
        }
        _tools.Log.Log(isFirst ? LogLevel.Warning : LogLevel.Debug,
            "Receiver {Receiver} ({Kind}) did not take {DedupKey}, attempt {Attempt}: {Detail}; next in {Delay}",
            _receiver, _kind, group.Head.DedupKey, group.Attempts, receipt.Detail, delay);
    }

    /// <summary>Under the gate. True when an outage has ended with this receipt.</summary>
    private bool NoteOutcome(DeliveryReceipt receipt)
    {
        if (receipt.Outcome != DeliveryOutcome.Delivered)
        {
            _failuresInARow++;
            _lastFailure = receipt.Detail;
            return false;
        }
        bool isBack = _failuresInARow >= FailuresOfAnOutage;
        _failuresInARow = 0;
        _lastFailure = null;
        if (isBack)
        {
            _queue.Release();
        }
        return isBack;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _tools.Time.TimestampFrequency);
}
