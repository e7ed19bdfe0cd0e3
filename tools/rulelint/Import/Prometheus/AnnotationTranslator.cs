using System.Text;
using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Go templates of annotations → ours: labels, the value, and how it is shown.</summary>
/// <param name="labels">Of the alert's rows.</param>
/// <param name="added">Labels of the rule.</param>
internal sealed partial class AnnotationTranslator(LabelShape labels, IReadOnlyCollection<string> added)
{
    private static readonly Dictionary<string, string> s_formats = new(StringComparer.Ordinal)
    {
        ["humanize"] = ":si",
        ["humanize1024"] = ":bytes",
        ["humanizePercentage"] = ":percent",
        ["humanizeDuration"] = ":duration",
    };

    /// <summary>Null, and the action that has no counterpart.</summary>
    public string? Translate(string text, out string? unknown)
    {
        var result = new StringBuilder();
        int at = 0;
        unknown = null;
        foreach (Match action in Action().Matches(text))
        {
            result.Append(Escaped(text[at..action.Index]));
            if (Place(action.Groups[1].Value.Trim()) is not { } place)
            {
                unknown = action.Value;
                return null;
            }
            result.Append(place);
            at = action.Index + action.Length;
        }
        return result.Append(Escaped(text[at..])).ToString().Trim();
    }

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private string? Place(string action)
    {
        if (Label().Match(action) is { Success: true } label)
        {
            string name = label.Groups[1].Value;
            // What an alert does not have is empty text in Prometheus.
            return name == "alertname" ? "{alert.Name}" : labels.Has(name) || added.Contains(name) ? $"{{alert.Label({name})}}" : "";
        }
        if (!ValueShown().IsMatch(action))
        {
            return null;
        }
        string[] words = [.. action.Split(['|', ' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("$value" or ".Value" or "printf"))];
        return words switch
        {
            [] => "{signal.Value}",
            [var function] when s_formats.TryGetValue(function, out string? format) => $"{{signal.Value{format}}}",
            [var verb] when Decimals().Match(verb) is { Success: true } decimals => $"{decimals.Groups[1].Value}{{signal.Value:{decimals.Groups[2].Value}}}{decimals.Groups[3].Value.Replace("%%", "%", StringComparison.Ordinal)}",
            _ => null,
        };
    }

    [GeneratedRegex(@"\{\{-?(.*?)-?\}\}", RegexOptions.Singleline)]
    private static partial Regex Action();

    [GeneratedRegex(@"^(?:\$labels|\.Labels)\.([A-Za-z_][A-Za-z0-9_]*)$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[^\|]*(?:\$value|\.Value)\b")]
    private static partial Regex ValueShown();

    [GeneratedRegex("^\"([^%{}\"]*)%\\.([0-6])f([^{}\"]*)\"$")]
    private static partial Regex Decimals();
}
