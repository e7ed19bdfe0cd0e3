using System.Text;

namespace RulesPlatform.Host.Sources.Self;

/// <summary>
/// From the names of <c>System.Diagnostics.Metrics</c> to those of the field: <c>rulesplatform.cycle.duration</c> in <c>s</c> becomes
/// <c>rulesplatform_cycle_duration_seconds</c>; counters end in <c>_total</c>.
/// </summary>
internal static class MetricNames
{
    private const string OwnPrefix = "rulesplatform_", RuntimePrefix = "dotnet_";

    /// <param name="unit">UCUM, as instruments have it; annotations in braces say nothing.</param>
    public static string Of(string instrument, string? unit, bool isCounter, bool isRuntime)
    {
        string name = Sanitize(instrument).ToLowerInvariant();
        string prefix = isRuntime ? RuntimePrefix : OwnPrefix;
        name = name.StartsWith(prefix, StringComparison.Ordinal) ? name : prefix + name;
        if (SuffixOf(unit) is { } suffix && !EndsWith(name, suffix))
        {
            name += "_" + suffix;
        }
        return isCounter && !EndsWith(name, "total") ? name + "_total" : name;
    }

    /// <summary>Every character that a name may not hold becomes an underscore.</summary>
    public static string Sanitize(string name)
    {
        var valid = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            valid.Append(char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_');
        }
        return valid.Length == 0 || char.IsAsciiDigit(valid[0]) ? "_" + valid : valid.ToString();
    }

    private static bool EndsWith(string name, string word) => name.EndsWith("_" + word, StringComparison.Ordinal);

    private static string? SuffixOf(string? unit) => unit switch
    {
        null or "" => null,
        "s" or "seconds" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "By" or "bytes" => "bytes",
        "1" => null,
        "%" => "percent",
        _ when unit.StartsWith('{') => null,
        _ => Sanitize(unit.Replace("/", "_per_", StringComparison.Ordinal)),
    };
}
