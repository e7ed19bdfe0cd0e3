using Microsoft.Extensions.Logging;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>
/// Hands stored notifications over, each at least once, with its dedup key. Receivers do not wait for one another; within a receiver,
/// groups do not wait for one another; within a group, order holds. What fails is tried again with back-off until it is delivered,
/// rejected or given up; then, and only then, its receipt goes to the callback. Thread-safe.
/// </summary>
internal sealed class OutboxDelivery : IAsyncDisposable
{
    /// <summary>For attempts that have been cancelled: a command's processes have to be killed first.</summary>
    private static readonly TimeSpan CutGrace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeliveryLane> _lanes = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _cut = new();
    private readonly DeliveryTools _tools;
    private readonly Action<ReceiptEntry> _settled;
    private bool _stopped;

    /// <param name="receivers">Of the rule set in force; asked at each attempt.</param>
    /// <param name="settled">
    /// Gets one entry for each notification that needs no further attempt: delivered, or a dead letter. Called on thread-pool threads,
    /// several at once, in order within a group; it must be quick and must not throw.
    /// </param>
    public OutboxDelivery(
        IEnumerable<IResponder> responders, Func<IReadOnlyDictionary<string, Receiver>> receivers, Action<ReceiptEntry> settled,
        OutboxSettings settings, TimeProvider time, ILogger<OutboxDelivery> log)
    {
        Meter = new DeliveryMeter();
        _tools = new DeliveryTools(new ReceiverDirectory(responders, receivers), settings, new RetrySchedule(settings), Meter, time, log);
        _settled = settled;
    }

    public DeliveryMeter Meter { get; }

    /// <summary>
    /// Takes what has been stored (and, at start, what the store still holds without a receipt), in order. Returns at once; never waits
    /// for a receiver. A dedup key that is here already is not taken twice. After a stop nothing is taken: the store keeps it.
    /// </summary>
    public void Deliver(IReadOnlyList<Notification> stored)
    {
        lock (_gate)
        {
            for (int i = 0; i < stored.Count && !_stopped; i++)
            {
                LaneOf(stored[i].Receiver).Add(stored[i]);
            }
        }
    }

    /// <summary>A line for each receiver that has had something to deliver since the start, by name.</summary>
    public IReadOnlyList<LaneSnapshot> Snapshot()
    {
        lock (_gate)
        {
            return [.. _lanes.Values.Select(lane => lane.Snapshot).OrderBy(lane => lane.Receiver, StringComparer.Ordinal)];
        }
    }

    /// <summary>
    /// Begins no further attempt, lets those under way finish within the grace time and then cuts them off. What was not settled comes
    /// back from the store at the next start.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Task drained;
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }
            _stopped = true;
            drained = Task.WhenAll(_lanes.Values.Select(lane => lane.Drain()));
        }
        if (!await Finished(drained, _tools.Settings.StopGrace).ConfigureAwait(false))
        {
            await _cut.CancelAsync().ConfigureAwait(false);
            if (!await Finished(drained, CutGrace).ConfigureAwait(false))
            {
                _tools.Log.LogError("An attempt did not end when it was cancelled; the process stops without it");
            }
        }
        _cut.Dispose();
        Meter.Dispose();
    }

    private async Task<bool> Finished(Task drained, TimeSpan within)
    {
        try
        {
            await drained.WaitAsync(within, _tools.Time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private DeliveryLane LaneOf(string receiver)
    {
        if (!_lanes.TryGetValue(receiver, out DeliveryLane? lane))
        {
            lane = new DeliveryLane(receiver, _tools, _settled, _cut.Token);
            _lanes.Add(receiver, lane);
        }
        return lane;
    }
}
