namespace RulesPlatform.Pipeline.Responses;

/// <summary>Unless someone has acknowledged it, a group that still fires <paramref name="After"/> its first notification goes to <paramref name="Receiver"/> too.</summary>
public sealed record EscalationStep(TimeSpan After, string Receiver);
