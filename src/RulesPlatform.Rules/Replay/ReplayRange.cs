namespace RulesPlatform.Rules.Replay;

/// <summary>Which part of a recording counts.</summary>
/// <param name="From">What is decided earlier fills windows, baselines and books, and is not told.</param>
/// <param name="WarmUp">How much of what came before <paramref name="From"/> is played.</param>
public readonly record struct ReplayRange(DateTimeOffset From, TimeSpan WarmUp = default)
{
    /// <summary>Everything there is.</summary>
    public static ReplayRange Everything => new(DateTimeOffset.UnixEpoch);

    public DateTimeOffset Begin => From - DateTimeOffset.UnixEpoch > WarmUp ? From - WarmUp : DateTimeOffset.UnixEpoch;
}
