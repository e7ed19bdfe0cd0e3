using System.Diagnostics.CodeAnalysis;

namespace RulesPlatform.Rules.Compile;

/// <summary>What <c>signal</c> is to the stock engine.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The stock engine's parser reads its members")]
internal sealed class SignalWords
{
    public double Value { get; init; }

    public double Expected { get; init; }

    public double Deviation { get; init; }

    public double Score { get; init; }

    public double Age { get; init; }

    public double Coverage { get; init; }

    public double Tier { get; init; }
}
