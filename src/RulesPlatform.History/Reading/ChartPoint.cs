namespace RulesPlatform.History.Reading;

/// <summary>The samples of one step, folded. End markers and NaN are left out; a step without samples has no point.</summary>
/// <param name="UnixMs">Where the step begins.</param>
public readonly record struct ChartPoint(long UnixMs, double Min, double Max, double Sum, long Count)
{
    public double Average => Sum / Count;
}
