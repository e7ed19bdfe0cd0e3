namespace RulesPlatform.Host.Api.Answers;

/// <param name="IsReady">Whether everything below is.</param>
internal sealed record ReadyAnswer(bool IsReady, IReadOnlyList<ReadyPart> Parts);

internal sealed record ReadyPart(string Name, bool IsReady, string Detail);
