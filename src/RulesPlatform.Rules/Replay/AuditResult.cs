using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Replay;

/// <param name="First">Sequence of the oldest entry; above 1 the beginning is gone and nothing was compared.</param>
/// <param name="Now">The first decision that came out otherwise; null where none did, or where there is no such decision now.</param>
/// <param name="Then">What was decided in its place.</param>
public sealed record AuditResult(long First, long Entries, long Decisions, string Digest, Decision? Now, Decision? Then)
{
    public bool IsComplete => First <= 1;

    public bool IsSame => IsComplete && Now is null && Then is null;
}
