namespace RulesPlatform.History;

/// <summary>How much is remembered and how. Every default is what a server of some thousand targets wants.</summary>
public sealed record HistoryOptions
{
    /// <summary>Rows of one target that make a chunk: 24 to 1,200. More is smaller on disk and larger in memory.</summary>
    public int ChunkRows { get; init; } = 120;

    /// <summary>How long a target's samples may wait for a full chunk: 1 min to 7 d. Then a shorter one is sealed.</summary>
    public TimeSpan MaxChunkSpan { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long a target may be silent before what there is of it is sealed: 1 min to 7 d.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long samples and the journal are kept: 1 h to 10 y. Nothing is deleted that recovery would read.</summary>
    public TimeSpan KeepSamples { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long 5-minute rollups are kept: 1 d to 10 y.</summary>
    public TimeSpan KeepFiveMinutes { get; init; } = TimeSpan.FromDays(180);

    /// <summary>How long hourly rollups are kept: 1 d to 10 y.</summary>
    public TimeSpan KeepHours { get; init; } = TimeSpan.FromDays(3 * 365);

    /// <summary>How long decisions, alert changes, settled notifications and runs are kept: 1 d to 10 y. Undelivered notifications and current alerts stay whatever their age.</summary>
    public TimeSpan KeepDecisions { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Bytes of live data above which the oldest samples go before their time: 1 MiB to 16 TiB.</summary>
    public long MaxBytes { get; init; } = 50L << 30;

    /// <summary>zstd level of samples in the journal, 0 for none, to 3. They are there only until they are sealed.</summary>
    public int JournalCompression { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it and the range.</exception>
    public void Validate()
    {
        Within(ChunkRows, 24, 1200, nameof(ChunkRows));
        Within(MaxChunkSpan, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), nameof(MaxChunkSpan));
        Within(SilentAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), nameof(SilentAfter));
        Within(KeepSamples, TimeSpan.FromHours(1), TimeSpan.FromDays(3650), nameof(KeepSamples));
        Within(KeepFiveMinutes, TimeSpan.FromDays(1), TimeSpan.FromDays(3650), nameof(KeepFiveMinutes));
        Within(KeepHours, TimeSpan.FromDays(1), TimeSpan.FromDays(3650), nameof(KeepHours));
        Within(KeepDecisions, TimeSpan.FromDays(1), TimeSpan.FromDays(3650), nameof(KeepDecisions));
        Within(MaxBytes, 1L << 20, 16L << 40, nameof(MaxBytes));
        Within(JournalCompression, 0, 3, nameof(JournalCompression));
    }

    private static void Within<T>(T value, T least, T most, string name) where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"history.{char.ToLowerInvariant(name[0])}{name[1..]} must lie between {least} and {most}.");
        }
    }
}
