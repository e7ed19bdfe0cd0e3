using RulesPlatform.Host.Responders;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>An outbox with a fake clock, a captured log, and every receiver that is asked for.</summary>
internal sealed class OutboxWorld(OutboxSettings settings, params IResponder[] responders) : IAsyncDisposable
{
    private OutboxDelivery? _outbox;

    public AlarmClock Time { get; } = new(Samples.Due);

    public Ledger Ledger { get; } = new();

    public CapturedLog<OutboxDelivery> Log { get; } = new();

    /// <summary>By name; a test may take one away.</summary>
    public Dictionary<string, Receiver> Receivers { get; } = new(StringComparer.Ordinal) { ["oncall"] = Samples.Receiver("webhook", "http://127.0.0.1:1/") };

    public OutboxDelivery Outbox => _outbox ??= new OutboxDelivery(responders, () => Receivers, Ledger.Settle, settings, Time, Log);

    /// <summary>As after a crash and a new start: another outbox over the same clock and ledger.</summary>
    public async Task Restart()
    {
        await Outbox.DisposeAsync();
        _outbox = null;
    }

    public ValueTask DisposeAsync() => _outbox is null ? ValueTask.CompletedTask : _outbox.DisposeAsync();
}
