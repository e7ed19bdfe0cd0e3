using System.Text.Json.Nodes;

namespace RulesPlatform.Rules.Schema;

/// <summary>The shapes that a schema names once and refers to: they may contain themselves.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject> _byName = new(StringComparer.Ordinal);

    public JsonObject Refer(string name, Func<JsonObject> describe)
    {
        if (!_byName.ContainsKey(name))
        {
            _byName.Add(name, []);
            _byName[name] = describe();
        }
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    public JsonObject ToJson() => new(_byName.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
}
