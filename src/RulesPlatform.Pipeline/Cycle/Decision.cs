using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>
/// One line of the decision log and of the feed <c>/api/v1/events</c>. Holds nothing of the wall clock: the same log gives the same lines.
/// </summary>
/// <param name="Sequence">From 1, without holes.</param>
/// <param name="Kind"><c>alert.changed</c>, <c>notification.queued</c>, <c>notification.suppressed</c>, <c>notification.settled</c>, <c>ruleset.changed</c>, <c>silence.added</c>, …</param>
/// <param name="Subject">The alert's fingerprint, the silence's id, the rule's id: what the line is about.</param>
/// <param name="Json">One JSON object, canonical: members in a fixed order, numbers round-trip, no white space.</param>
public sealed record Decision(long Sequence, Slot At, string Kind, string Subject, string Json);
