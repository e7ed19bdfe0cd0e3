namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>An alert that began firing <paramref name="Changes"/> times within <paramref name="Within"/> is flapping: it stays Firing until it has been quiet for that long.</summary>
public sealed record FlappingPolicy(int Changes, TimeSpan Within);
