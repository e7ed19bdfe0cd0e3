using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>
/// What every check writes, whatever came of it, so that no series comes and goes: <c>probe_success</c>,
/// <c>probe_failure{reason}</c> for every <see cref="ProbeFailure"/> (1 for the one that applies, 0 for the others), and
/// <c>probe_duration_seconds{phase}</c> for every phase that the kind of check has. Not thread-safe.
/// </summary>
internal sealed class ProbeSamples
{
    private static readonly ProbeFailure[] Reasons = [.. Enum.GetValues<ProbeFailure>().Where(reason => reason != ProbeFailure.None)];

    private readonly ProbeSeries _success = new("probe_success");
    private readonly ProbeSeries[] _reasons = [.. Reasons.Select(reason => new ProbeSeries("probe_failure", "reason", LabelOf(reason)))];
    private readonly (ProbePhase Phase, ProbeSeries Series)[] _phases;

    public ProbeSamples(params ProbePhase[] phases) =>
        _phases = [.. phases.Select(phase => (phase, new ProbeSeries("probe_duration_seconds", "phase", LabelOf(phase))))];

    public void Write(SampleWriter writer, ProbeFailure failure, ProbePhases phases)
    {
        _success.Write(writer, failure == ProbeFailure.None);
        for (int i = 0; i < Reasons.Length; i++)
        {
            _reasons[i].Write(writer, Reasons[i] == failure);
        }
        foreach ((ProbePhase phase, ProbeSeries series) in _phases)
        {
            series.Write(writer, phases[phase].TotalSeconds);
        }
    }

    private static string LabelOf<TName>(TName name) where TName : struct, Enum => name.ToString().ToLowerInvariant();
}
