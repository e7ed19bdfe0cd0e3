using System.Globalization;
using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>What an expression's <c>input1.latency</c> is here: <c>signal:NAME</c>, <c>level:NAME=NUMBER</c> or <c>baseline</c>.</summary>
/// <param name="Signal">Null for all but a signal.</param>
/// <param name="Level">Null for all but a level.</param>
/// <param name="Number">The level's.</param>
internal sealed partial record MappedPath(string Path, string? Signal, string? Level, double Number)
{
    /// <summary>How expressions write it.</summary>
    public string Written => Signal is not null ? "signal.Value" : Level is not null ? $"threshold.{Level}" : "baseline.Expected";

    /// <param name="text"><c>PATH=signal:NAME</c> and its like.</param>
    public static MappedPath? Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }
        string path = match.Groups["path"].Value;
        if (match.Groups["signal"].Success)
        {
            return new MappedPath(path, match.Groups["signal"].Value, null, 0);
        }
        if (!match.Groups["level"].Success)
        {
            return new MappedPath(path, null, null, 0);
        }
        return double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? new MappedPath(path, null, match.Groups["level"].Value, number)
            : null;
    }

    [GeneratedRegex(@"^(?<path>[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)=((signal:)?(?<signal>[a-z_][a-z0-9_]*)|level:(?<level>[A-Za-z_]\w*)=(?<number>[^=]+)|baseline:)$")]
    private static partial Regex Form();
}
