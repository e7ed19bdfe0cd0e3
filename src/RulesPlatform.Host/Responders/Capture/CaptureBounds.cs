namespace RulesPlatform.Host.Responders.Capture;

/// <summary>What one capture may take.</summary>
internal sealed record CaptureBounds
{
    /// <summary>Of one kind of evidence. Past it, that kind is missing and says so.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Characters of one kind of evidence; what is longer is cut and says so.</summary>
    public int Text { get; init; } = 16 * 1024;
}
