namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>When an alert fires: its signal's value, and what that is held against; all of it must hold.</summary>
/// <param name="IsLevelled">Whether the limits are levels that an operator may want to move; else they belong to the formula.</param>
internal sealed record AlertCondition(Value Value, IReadOnlyList<(string Operator, double Limit)> Limits, bool IsLevelled)
{
    /// <summary>Labels that the alert has beside those of its rows.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>A number with which the condition does not hold, 0 where it can be.</summary>
    public static double Neutral(IReadOnlyList<(string Operator, double Limit)> limits)
    {
        double limit = limits[0].Limit;
        double[] candidates = [0, 1, limit, limit - 1, limit + 1];
        return candidates.First(number => !limits.All(one => Holds(one.Operator, number, one.Limit)));
    }

    /// <summary>The comparison as it is when its sides change places.</summary>
    public static string Turned(string sign) => sign switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => sign,
    };

    private static bool Holds(string sign, double number, double limit) => sign switch
    {
        "<" => number < limit,
        "<=" => number <= limit,
        ">" => number > limit,
        ">=" => number >= limit,
        "==" => number.Equals(limit),
        _ => !number.Equals(limit),
    };
}
