namespace RulesPlatform.History.Reading;

/// <summary>Which alert changes to read. What is null does not narrow.</summary>
public sealed record ChangeQuery
{
    public string? Fingerprint { get; init; }

    public string? Rule { get; init; }

    /// <summary>Slots from here on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Slots up to and including this.</summary>
    public DateTimeOffset? Through { get; init; }

    /// <summary>Changes whose id is lower: the last id of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>Newest first, at most this many.</summary>
    public int Limit { get; init; } = 200;
}
