namespace RulesPlatform.Host.Api.Answers;

/// <param name="From">An instant, or a span (that long ago); everything unless given.</param>
/// <param name="Inputs">Which series are kept.</param>
internal sealed record SliceRequest(string? From, IReadOnlyList<SliceSelector>? Inputs);

/// <param name="Where">Label to value, !value, ~regex or !~regex.</param>
internal sealed record SliceSelector(string? Metric, IReadOnlyDictionary<string, string>? Where);
