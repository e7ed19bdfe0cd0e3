using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RulesPlatform.RuleLint.Formats;

namespace RulesPlatform.RuleLint.Import;

/// <summary>What could not be carried over, for people and for programs.</summary>
internal static class ImportReport
{
    /// <param name="written">What became of the files, a line each.</param>
    public static string Text(ImportResult result, IEnumerable<string> written)
    {
        var text = new StringBuilder();
        foreach (string problem in result.Problems)
        {
            text.AppendLine(problem);
        }
        foreach (ImportedRule rule in result.Rules.Where(rule => rule.Reasons.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{rule.File}:{rule.Line}: {rule.Name} {(rule.Id is null ? "is left out" : $"is carried over in part, as {rule.Id}")}");
            rule.Reasons.ToList().ForEach(reason => text.AppendLine(CultureInfo.InvariantCulture, $"    {reason}"));
        }
        if (result.Meanings.Count > 0)
        {
            text.AppendLine("What the two do not do alike:");
            result.Meanings.ToList().ForEach(meaning => text.AppendLine(CultureInfo.InvariantCulture, $"  * {meaning}"));
        }
        foreach (string line in written)
        {
            text.AppendLine(line);
        }
        return text.Append(CultureInfo.InvariantCulture, $"{Count(result, "whole")} carried over, {Count(result, "in part")} in part, {Count(result, "left out")} left out").Replace("\r\n", "\n").ToString();
    }

    public static string Json(ImportResult result) => JsonLayout.Write(new JsonObject
    {
        ["rules"] = new JsonArray([.. result.Rules.Select(JsonNode (rule) => new JsonObject
        {
            ["file"] = rule.File, ["line"] = rule.Line, ["name"] = rule.Name, ["outcome"] = rule.Outcome, ["id"] = rule.Id, ["reasons"] = Texts(rule.Reasons),
        })]),
        ["differences"] = Texts(result.Meanings),
        ["problems"] = Texts(result.Problems),
        ["files"] = new JsonArray([.. result.Files.Select(JsonNode (file) => new JsonObject { ["path"] = file.Path, ["text"] = file.Text })]),
    });

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);

    private static int Count(ImportResult result, string outcome) => result.Rules.Count(rule => rule.Outcome == outcome);
}
