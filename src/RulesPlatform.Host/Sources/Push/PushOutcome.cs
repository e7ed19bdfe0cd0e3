using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Push;

/// <summary>What a push came to: a batch that is yet to be made durable, or errors, never both.</summary>
/// <param name="Batch">Null where there are errors, and where the filter left nothing.</param>
/// <param name="Accepted">Samples in the batch.</param>
/// <param name="Errors">In line order, at most <see cref="PushInbox.MostErrors"/>.</param>
internal sealed record PushOutcome(SampleBatch? Batch, int Accepted, IReadOnlyList<PushError> Errors);
