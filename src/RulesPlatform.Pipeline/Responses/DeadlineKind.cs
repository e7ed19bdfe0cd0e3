namespace RulesPlatform.Pipeline.Responses;

/// <summary>In the order in which they fire at one instant.</summary>
internal enum DeadlineKind
{
    SilenceEnd,
    CalendarOpening,
    Group,
}
