using RulesPlatform.RuleLint.Import.Prometheus;

namespace RulesPlatform.RuleLint.Import;

/// <summary>What people write into the label <c>severity</c>, as one of our three.</summary>
internal static class SeverityWords
{
    private static readonly Dictionary<string, string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["critical"] = "critical",
        ["page"] = "critical",
        ["error"] = "critical",
        ["high"] = "critical",
        ["emergency"] = "critical",
        ["warning"] = "warning",
        ["warn"] = "warning",
        ["ticket"] = "warning",
        ["medium"] = "warning",
        ["info"] = "info",
        ["low"] = "info",
        ["notice"] = "info",
        ["none"] = "info",
    };

    public static IReadOnlyList<string> Ours { get; } = ["info", "warning", "critical"];

    /// <param name="chosen">Word to one of ours, as the author wants it.</param>
    public static string Of(string? word, IReadOnlyDictionary<string, string> chosen, RuleNotes notes)
    {
        if (word is null)
        {
            notes.Remark("it has no label 'severity'; it is a warning here");
            return "warning";
        }
        string? severity = chosen.GetValueOrDefault(word) ?? s_words.GetValueOrDefault(word);
        if (severity is null || (severity != word && !chosen.ContainsKey(word)))
        {
            notes.Remark($"the severity '{word}' becomes {severity ?? "warning"}; --severity {word}=… chooses another");
        }
        return severity ?? "warning";
    }
}
