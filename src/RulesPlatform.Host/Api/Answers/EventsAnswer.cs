using System.Text.Json;

namespace RulesPlatform.Host.Api.Answers;

/// <summary>A part of the decision feed.</summary>
/// <param name="Schema">Version of the events' data: members may be added, none is renamed or removed within a version.</param>
/// <param name="Next">What to ask for as <c>after</c> next.</param>
/// <param name="Newest">The newest decision there is: equal to <paramref name="Next"/> once all is read.</param>
internal sealed record EventsAnswer(int Schema, long Next, long Newest, IReadOnlyList<EventAnswer> Events);

/// <param name="Kind"><c>alert.changed</c>, <c>notification.queued</c>, <c>notification.suppressed</c>, <c>notification.settled</c>, <c>ruleset.changed</c>, <c>silence.added</c>, …</param>
/// <param name="Subject">What it is about: an alert's fingerprint, a silence's id, a rule's id.</param>
internal sealed record EventAnswer(long Sequence, DateTimeOffset At, string Kind, string Subject, JsonElement Data);
