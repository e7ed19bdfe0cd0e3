using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile.Templates;

/// <summary>Plain text, or a place that a fact fills.</summary>
/// <param name="Plain">The text, or null for a place.</param>
/// <param name="Fill">What the place shows; null where the fact has no value.</param>
internal sealed record TemplatePart(string? Plain, Func<AlertFacts, string?>? Fill);
