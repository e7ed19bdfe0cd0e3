using System.Diagnostics.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>The meter <c>RulesPlatform.Responders</c>. Thread-safe; measuring allocates nothing.</summary>
internal sealed class DeliveryMeter : IDisposable
{
    public const string Name = "RulesPlatform.Responders";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _settled;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _queued;

    public DeliveryMeter()
    {
        _attempts = _meter.CreateCounter<long>("rulesplatform.responders.attempts", "{attempt}", "Attempts by receiver kind and outcome.");
        _settled = _meter.CreateCounter<long>("rulesplatform.responders.deliveries", "{notification}", "Notifications settled, by receiver kind and outcome.");
        _duration = _meter.CreateHistogram<double>("rulesplatform.responders.attempt.duration", "s", "From the begin of an attempt to its outcome.");
        _queued = _meter.CreateUpDownCounter<long>("rulesplatform.responders.queue.length", "{notification}", "Notifications not settled yet.");
    }

    /// <summary>Tells instances apart where several are in one process.</summary>
    public Meter Meter => _meter;

    public void Attempted(string kind, DeliveryOutcome outcome, TimeSpan took)
    {
        _attempts.Add(1, new("kind", kind), new("outcome", Word(outcome)));
        _duration.Record(took.TotalSeconds, new("kind", kind), new("outcome", Word(outcome)));
    }

    public void Queued(string receiver) => _queued.Add(1, new KeyValuePair<string, object?>("receiver", receiver));

    public void Settled(string receiver, string kind, DeliveryOutcome outcome)
    {
        _queued.Add(-1, new KeyValuePair<string, object?>("receiver", receiver));
        _settled.Add(1, new("kind", kind), new("outcome", Word(outcome)));
    }

    public void Dispose() => _meter.Dispose();

    private static string Word(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.Retry => "retry",
        _ => "rejected",
    };
}
