using System.Globalization;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile.Templates;

/// <summary>The paths that a template may name, and what each reads. Case does not count, as in expressions.</summary>
internal static class TemplatePath
{
    private static readonly Dictionary<string, Func<AlertFacts, string?>> s_texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alert.Rule"] = facts => facts.Rule,
        ["alert.Name"] = facts => facts.Name,
        ["alert.Severity"] = facts => facts.Severity,
        ["alert.State"] = facts => facts.State,
        ["alert.Reason"] = facts => facts.Reason,
        ["alert.Owner"] = facts => facts.Owner,
        ["signal.Name"] = facts => facts.Signal.Name,
        ["signal.Unit"] = facts => facts.Unit,
        ["signal.Tier"] = facts => facts.Signal.Tier.ToString().ToLower(CultureInfo.InvariantCulture),
    };

    private static readonly Dictionary<string, Func<AlertFacts, double>> s_numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["signal.Value"] = facts => facts.Signal.Value,
        ["signal.Expected"] = facts => facts.Signal.Expected,
        ["signal.Deviation"] = facts => facts.Signal.Deviation,
        ["signal.Score"] = facts => facts.Signal.Score,
        ["signal.Age"] = facts => facts.Signal.Age.TotalSeconds,
        ["signal.Coverage"] = facts => facts.Signal.Coverage,
        ["margin"] = Margin,
    };

    public static IEnumerable<string> Known => [.. s_texts.Keys, "alert.Label(NAME)", .. s_numbers.Keys, "threshold.LEVEL"];

    public static Func<AlertFacts, string?>? Text(string path) => s_texts.GetValueOrDefault(path);

    public static Func<AlertFacts, double>? Number(string path) => s_numbers.GetValueOrDefault(path);

    /// <summary>NaN where the alert has no level of that name.</summary>
    public static double Level(AlertFacts facts, string name)
    {
        if (facts.Levels.TryGetValue(name, out double level))
        {
            return level;
        }
        foreach ((string other, double value) in facts.Levels)
        {
            if (string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }
        return double.NaN;
    }

    /// <summary>The value's distance from the first of the alert's levels; NaN where it has none.</summary>
    private static double Margin(AlertFacts facts)
    {
        foreach (double level in facts.Levels.Values)
        {
            return facts.Signal.Value - level;
        }
        return double.NaN;
    }
}
