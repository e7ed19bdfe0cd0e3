using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>How many pages a change may add: <c>5/week</c>, <c>1/day</c>, <c>0.5/week</c>.</summary>
internal sealed record PageLimit(double PerWeek, string Text)
{
    /// <summary>Null text means no limit.</summary>
    public static bool TryRead(string? text, out PageLimit? limit, [NotNullWhen(false)] out string? problem)
    {
        (limit, problem) = (null, null);
        if (text is null)
        {
            return true;
        }
        string[] parts = text.Split('/');
        double weeks = parts.Length == 1 ? 1 : parts.Length > 2 ? 0 : parts[1] switch { "week" => 1, "day" => 7, "hour" => 168, _ => 0 };
        if (weeks == 0 || !double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count))
        {
            problem = $"'{text}' is no limit of pages; write a number a week, a day or an hour: 5/week";
            return false;
        }
        limit = new PageLimit(count * weeks, text);
        return true;
    }
}
