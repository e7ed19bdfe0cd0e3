namespace RulesPlatform.Host.Responders;

/// <summary>How patiently and how widely notifications are handed over.</summary>
internal sealed record OutboxSettings
{
    /// <summary>Before the second attempt; doubled for each one after.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No wait of our own is longer.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A receiver may ask for at most this much (<c>Retry-After</c>).</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Counted from the instant a notification was due. One that is older is still tried once.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Counted since the process started.</summary>
    public int MaxAttempts { get; init; } = 1000;

    /// <summary>An action (<c>run</c>, <c>capture</c>) that is this late is not begun: what it was meant for has passed.</summary>
    public TimeSpan ActionsExpireAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts under way at once to one receiver, where <see cref="ParallelismByKind"/> says nothing else. Groups never overtake themselves.</summary>
    public int Parallelism { get; init; } = 32;

    /// <summary>Kinds that want fewer: chat systems allow about one message a second, mail servers a few connections.</summary>
    public IReadOnlyDictionary<string, int> ParallelismByKind { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["log"] = 1,
        ["email"] = 4,
        ["slack"] = 1,
        ["teams"] = 1,
        ["pagerduty"] = 8,
        ["run"] = 4,
        ["capture"] = 1,
    };

    /// <summary>How long attempts under way may go on when the process stops. What is cut off then is delivered at the next start.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    public int ParallelismOf(string kind) => ParallelismByKind.GetValueOrDefault(kind, Parallelism);
}
