namespace RulesPlatform.Pipeline.Responses.Routing;

/// <summary>Where one notify rule sends an alert.</summary>
/// <param name="Rule">The response rule's id, or <see cref="Default"/>.</param>
/// <param name="Calendar">The rule's calendar, or null.</param>
/// <param name="Note">Why the default receiver gets it, or null.</param>
internal sealed record Route(string Rule, NotifyAction Action, string? Calendar, string? Note)
{
    public const string Default = "default";
}
