namespace RulesPlatform.Host.Api.Answers;

/// <param name="Accepted">Samples stored.</param>
internal sealed record SamplesAnswer(int Accepted);
