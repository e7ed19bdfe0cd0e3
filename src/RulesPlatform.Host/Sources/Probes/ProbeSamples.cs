using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>
/// What every check writes: <c>probe_success</c>, <c>probe_duration_seconds{phase}</c> and <c>probe_failure_reason{reason}</c>, all
/// reasons each time, 1 for the one that applies: no series comes and goes.
/// </summary>
internal static class ProbeSamples
{
    private static readonly (ProbeFailure Reason, LabelSet Labels)[] Reasons =
    [
        .. Enum.GetValues<ProbeFailure>().Where(reason => reason != ProbeFailure.None)
            .Select(reason => (reason, LabelSet.Of(("reason", reason.ToString().ToLowerInvariant())))),
    ];

    public static void AddOutcome(SampleWriter writer, ProbeFailure failure)
    {
        writer.Add("probe_success", LabelSet.Empty, failure == ProbeFailure.None ? 1 : 0);
        foreach ((ProbeFailure reason, LabelSet labels) in Reasons)
        {
            writer.Add("probe_failure_reason", labels, reason == failure ? 1 : 0);
        }
    }

    public static void AddPhase(SampleWriter writer, string phase, TimeSpan took) =>
        writer.Add("probe_duration_seconds", LabelSet.Of(("phase", phase)), took.TotalSeconds);
}
