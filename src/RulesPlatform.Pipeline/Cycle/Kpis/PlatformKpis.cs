using System.Diagnostics.Metrics;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Cycle.Kpis;

/// <summary>
/// The four figures by which the platform measures itself, as instruments of the meter <c>RulesPlatform</c>. Gauges are over the last
/// hour and say nothing while there is nothing to count. Thread-safe; outside every digest, because these are of the wall clock.
/// </summary>
public sealed class PlatformKpis : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _expected;
    private readonly Counter<long> _stored;
    private readonly Histogram<double> _response;
    private readonly Counter<long> _decisions;
    private readonly RecentRatio _collection = new();
    private readonly RecentRatio _accuracy = new();
    private readonly RecentRatio _recovery = new();
    private readonly RecentRatio _seconds = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Job, string Target), int> _usual = [];
    private readonly Dictionary<string, (DateTimeOffset Answered, DateTimeOffset Decided)> _decided = [];
    private DateTimeOffset _newestAnswer;

    public PlatformKpis(TimeProvider time, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        _meter = meters.Create("RulesPlatform");
        _expected = _meter.CreateCounter<long>("rulesplatform.collection.samples.expected", "{sample}", "Samples that the schedule asked for: of a target that fails, as many as it last gave.");
        _stored = _meter.CreateCounter<long>("rulesplatform.collection.samples.stored", "{sample}", "Samples that were stored, by tier.");
        _response = _meter.CreateHistogram<double>(
            "rulesplatform.response.time", "s", "From the last answer of a slot to a decision on disk (stage=decision), from there to the receipt (stage=delivery), and both (stage=total).", advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
            });
        _decisions = _meter.CreateCounter<long>("rulesplatform.decisions", "{decision}", "Lines of the decision log, by kind.");
        Gauge("rulesplatform.collection.rate", "Stored ÷ scheduled samples, last hour.", _collection);
        Gauge("rulesplatform.analysis.accuracy", "Confirmed ÷ (confirmed + retracted + acknowledged as noise) alerts, last hour.", _accuracy);
        Gauge("rulesplatform.recovery.effectiveness", "Repaired ÷ all of: gaps, retries of targets and of deliveries, last hour.", _recovery);
    }

    /// <summary>Stored ÷ scheduled samples of the last hour; NaN before the first.</summary>
    public double CollectionRate => _collection.At(_time.GetUtcNow());

    /// <summary>Confirmed ÷ (confirmed + retracted + acknowledged as noise) of the last hour; NaN while nothing is labelled.</summary>
    public double AnalysisAccuracy => _accuracy.At(_time.GetUtcNow());

    /// <summary>Mean seconds from the last answer of a slot to the receipt of what it led to, last hour; NaN while nothing was sent.</summary>
    public double ResponseSeconds => _seconds.At(_time.GetUtcNow());

    /// <summary>Repaired ÷ attempted repairs of the last hour; NaN while nothing needed one.</summary>
    public double RecoveryEffectiveness => _recovery.At(_time.GetUtcNow());

    /// <summary>A batch is durable.</summary>
    public void NoteStored(SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        long expected = 0;
        long stored = 0;
        lock (_gate)
        {
            foreach (TargetReport target in batch.Targets)
            {
                _usual.TryGetValue((batch.Job, target.Target), out int usual);
                expected += target.IsUp ? target.Count : Math.Max(usual, target.Count);
                stored += target.Count;
                _usual[(batch.Job, target.Target)] = target.IsUp ? target.Count : usual;
                _newestAnswer = target.ReceivedAt > _newestAnswer ? target.ReceivedAt : _newestAnswer;
            }
        }
        var tier = new KeyValuePair<string, object?>("tier", batch.IsLate ? "delayed" : "realtime");
        _expected.Add(expected, tier);
        _stored.Add(stored, tier);
        _collection.Add(stored, expected, _time.GetUtcNow());
    }

    /// <summary>Decisions are durable and their notifications are about to leave.</summary>
    public void NoteDecided(CycleOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        foreach (IGrouping<string, Decision> kind in outcome.Decisions.GroupBy(decision => decision.Kind))
        {
            _decisions.Add(kind.Count(), new KeyValuePair<string, object?>("kind", kind.Key));
        }
        if (outcome.Notifications.Count == 0)
        {
            return;
        }
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            if (outcome.Changes.Count > 0 && _newestAnswer != default)
            {
                _response.Record((now - _newestAnswer).TotalSeconds, new KeyValuePair<string, object?>("stage", "decision"));
            }
            foreach (Notification notification in outcome.Notifications)
            {
                // What no answer caused (a deadline, a command) is timed from its decision.
                _decided[notification.DedupKey] = (outcome.Changes.Count > 0 && _newestAnswer != default ? _newestAnswer : now, now);
            }
        }
    }

    /// <summary>A notification was handed over or given up.</summary>
    public void NoteReceipt(ReceiptEntry receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        lock (_gate)
        {
            if (_decided.Remove(receipt.DedupKey, out (DateTimeOffset Answered, DateTimeOffset Decided) since))
            {
                DateTimeOffset now = _time.GetUtcNow();
                _response.Record((now - since.Decided).TotalSeconds, new KeyValuePair<string, object?>("stage", "delivery"));
                _response.Record((now - since.Answered).TotalSeconds, new KeyValuePair<string, object?>("stage", "total"));
                _seconds.Add((now - since.Answered).TotalSeconds, 1, now);
            }
        }
        if (receipt.Attempts > 1)
        {
            NoteRepair(receipt.Receipt.Outcome == DeliveryOutcome.Delivered);
        }
    }

    /// <summary>Something that had failed was tried again: a target inside its slot, a delivery, a gap.</summary>
    public void NoteRepair(bool succeeded) => _recovery.Add(succeeded ? 1 : 0, 1, _time.GetUtcNow());

    /// <summary>Someone said what an alert was worth.</summary>
    public void NoteLabel(bool isNoise) => _accuracy.Add(isNoise ? 0 : 1, 1, _time.GetUtcNow());

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, string description, RecentRatio ratio) =>
        _meter.CreateObservableGauge(name, () => Measured(ratio.At(_time.GetUtcNow())), "1", description);

    private static IEnumerable<Measurement<double>> Measured(double value) => double.IsNaN(value) ? [] : [new Measurement<double>(value)];
}
