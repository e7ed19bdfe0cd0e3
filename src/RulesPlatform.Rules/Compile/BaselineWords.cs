namespace RulesPlatform.Rules.Compile;

/// <summary>What <c>baseline</c> is to the stock engine.</summary>
internal sealed class BaselineWords
{
    public double Expected { get; init; }

    public double Spread { get; init; }
}
