using System.Collections.Concurrent;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Says once how a target's first answer was, and again whenever it goes down or comes back.</summary>
internal sealed class FirstCollections(ILogger log)
{
    private readonly ConcurrentDictionary<(string Job, string Target), bool> _wasUp = [];

    public void Note(SampleBatch batch)
    {
        foreach (TargetReport target in batch.Targets)
        {
            bool isKnown = _wasUp.TryGetValue((batch.Job, target.Target), out bool wasUp);
            _wasUp[(batch.Job, target.Target)] = target.IsUp;
            if (isKnown && wasUp == target.IsUp)
            {
                continue;
            }
            if (target.IsUp)
            {
                log.LogInformation("{Job}: {Target} answers: {Samples} samples in {Milliseconds:0} ms.", batch.Job, target.Target, target.Count, target.Duration.TotalMilliseconds);
            }
            else
            {
                log.LogWarning("{Job}: {Target} is down: {Reason}", batch.Job, target.Target, target.Reason);
            }
        }
    }
}
