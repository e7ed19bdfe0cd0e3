namespace RulesPlatform.Pipeline.Metrics;

/// <summary>How one target answered for one slot. A failure is data: <see cref="Reason"/> says why, and the columns still carry <c>up</c> = 0.</summary>
/// <param name="Target">The target's address as the rule file has it.</param>
/// <param name="First">Index of its first sample in the batch's columns.</param>
/// <param name="Count">How many samples there are of it, synthetic ones and end markers included.</param>
/// <param name="ReceivedAt">When the answer was complete; wall clock, outside every digest.</param>
/// <param name="Duration">From asking to <paramref name="ReceivedAt"/>.</param>
/// <param name="Reason">Null when the target was up; else one line for a person: what failed, where, and what to do.</param>
public sealed record TargetReport(string Target, int First, int Count, DateTimeOffset ReceivedAt, TimeSpan Duration, string? Reason)
{
    public bool IsUp => Reason is null;
}
