namespace RulesPlatform.Pipeline.Collection;

/// <summary>Why a target did not answer.</summary>
/// <param name="IsTransient">Whether asking again inside the slot may help.</param>
internal sealed record TargetFault(string Reason, bool IsTransient);
