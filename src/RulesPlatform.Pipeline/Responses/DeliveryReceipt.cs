namespace RulesPlatform.Pipeline.Responses;

/// <summary>What became of one attempt.</summary>
/// <param name="Detail">Status and the first line of the answer, the process's exit code, or what failed. No secrets.</param>
/// <param name="RetryAfter">What the other side asked for, or null.</param>
/// <param name="Attachment">What a capture or a command brought back, or null.</param>
public sealed record DeliveryReceipt(DeliveryOutcome Outcome, string Detail, TimeSpan? RetryAfter = null, string? Attachment = null);
