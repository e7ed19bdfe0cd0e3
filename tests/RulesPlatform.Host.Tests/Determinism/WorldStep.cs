using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Tests.Determinism;

internal enum WorldAction
{
    Advance,
    Collect,
    Swap,
    Command,
}

/// <summary>One thing that happens, and when.</summary>
internal sealed record WorldStep(DateTimeOffset At, WorldAction Action)
{
    public string Job { get; init; } = "";

    public int Interval { get; init; }

    public DateTimeOffset Slot { get; init; }

    public bool IsLate { get; init; }

    public IReadOnlyList<(string Series, double Value)> Samples { get; init; } = [];

    /// <summary>Which rule set comes into force.</summary>
    public int Number { get; init; }

    public OperatorCommand? Command { get; init; }
}
