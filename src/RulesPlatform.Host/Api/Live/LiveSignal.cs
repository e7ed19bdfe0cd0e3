using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Host.Api.Live;

/// <summary>One row of a signal at its newest slot, copied.</summary>
/// <param name="Spread">The baseline's; NaN where there is none.</param>
/// <param name="Readiness">How much of its training the baseline has seen, 0…1; NaN where the signal has none.</param>
/// <param name="Operands">What the formula read, in the order of the definition's inputs; NaN where absent.</param>
/// <param name="Fault">What the formula threw, or null.</param>
internal sealed record LiveSignal(
    string Group, SignalDefinition Definition, Signal Now, double Spread, double Readiness, double[] Operands, string? Fault)
{
    public static IEnumerable<LiveSignal> Of(string group, SignalFrame frame)
    {
        for (int row = 0; row < frame.Count; row++)
        {
            int at = row;
            yield return new LiveSignal(
                group, frame.Definition, frame[row], frame.Spread[row], frame.Readiness[row], [.. frame.Operands.Select(column => column[at])], frame.FaultOf(row));
        }
    }
}
