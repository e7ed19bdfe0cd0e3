namespace RulesPlatform.Host.Api.Live;

/// <summary>How much of the cycle's state is wanted: copying signals costs the cycle's thread time.</summary>
internal sealed record LiveScope(bool WithSignals, string? Signal)
{
    public static LiveScope NoSignals { get; } = new(false, null);

    public static LiveScope Everything { get; } = new(true, null);

    public static LiveScope Of(string signal) => new(true, signal);

    public bool Wants(string signal) => WithSignals && (Signal is null || Signal == signal);
}
