namespace RulesPlatform.Host.Api.Answers;

/// <param name="Server">The running server's version; null where none runs.</param>
internal sealed record VersionAnswer(string Version, string Runtime, string System, string? Server);
