using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Schema;

/// <summary>JSON Schema (2020-12) of each kind of rule file, for editors: made from what reads them.</summary>
public static class RuleFileSchemas
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>File name in <c>rules/schema</c> → text.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ruleset.json"] = Write("ruleset", "The rule set's name and defaults.", RuleSetShape.File.Describe),
        ["collection.json"] = Write("collection", "Collection jobs: what is asked for samples, and how often.", CollectionShape.File.Describe),
        ["analysis.json"] = Write("analysis", "Signals: what is computed from samples.", AnalysisShape.File.Describe),
        ["thresholds.json"] = Write("thresholds", "Threshold rules: what of the signals is amiss.", ThresholdShape.File.Describe),
        ["tests.json"] = Write("tests", "Rule tests: what the rules are to do about given series.", TestShape.File.Describe),
        ["incidents.json"] = Write("incidents", "Incidents: what really happened, and which rules ought to have told of it.", IncidentShape.File.Describe),
        ["catalog.json"] = Write("catalog", "Metrics, their types, units and labels, as a server has seen them.", CatalogueShape.File.Describe),
        ["responses.json"] = Write("responses", "Response rules: what is done about alerts.", ResponseShape.File.Describe),
    };

    private static string Write(string kind, string description, Func<SchemaDefinitions, JsonObject> describe)
    {
        var definitions = new SchemaDefinitions();
        JsonObject shape = describe(definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"RulesPlatform {kind} file",
            ["description"] = description,
        };
        foreach ((string name, JsonNode? value) in shape.ToArray())
        {
            shape.Remove(name);
            schema[name] = value;
        }
        if (definitions.ToJson() is { Count: > 0 } defined)
        {
            schema["$defs"] = defined;
        }
        return schema.ToJsonString(Layout) + "\n";
    }
}
