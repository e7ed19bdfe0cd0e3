namespace RulesPlatform.Host.Sources.Files;

/// <param name="WrittenAt">Last write, Unix milliseconds.</param>
internal sealed record DroppedFile(string Name, long Size, long WrittenAt);
