using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Signals as the API shows them.</summary>
internal static class SignalReport
{
    public static SignalAnswer Of(LiveSignal signal) => new()
    {
        Name = signal.Definition.Name,
        Labels = Plain.Labels(signal.Now.Labels),
        Group = signal.Group,
        Unit = signal.Definition.Unit,
        Slot = signal.Now.Slot.Instant,
        Value = Plain.Number(signal.Now.Value),
        Expected = Plain.Number(signal.Now.Expected),
        Spread = Plain.Number(signal.Spread),
        Deviation = Plain.Number(signal.Now.Deviation),
        Score = Plain.Number(signal.Now.Score),
        Tier = signal.Now.Tier.ToString(),
        AgeSeconds = signal.Now.Age.TotalSeconds,
        Coverage = signal.Now.Coverage,
        Reason = signal.Now.Reason.ToString(),
        Baseline = BaselineText.State(signal.Definition.Baseline, signal.Readiness, signal.Now.Expected),
        Readiness = Plain.Number(signal.Readiness),
    };

    public static SignalCounts Count(IReadOnlyCollection<LiveSignal> signals)
    {
        LiveSignal[] based = [.. signals.Where(signal => signal.Definition.Baseline is not null)];
        return new SignalCounts(
            signals.Count,
            signals.Count(signal => double.IsNaN(signal.Now.Value)),
            based.Length,
            based.Count(signal => double.IsNaN(signal.Now.Expected)),
            based.Length == 0 ? null : based.Average(signal => Math.Clamp(double.IsNaN(signal.Readiness) ? 0 : signal.Readiness, 0, 1)));
    }
}
