using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RulesPlatform.Rules.Tests.Schema;

/// <summary>As much of JSON Schema as the generated files use; anything else in them fails the test.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly HashSet<string> Notes = ["$schema", "title", "description", "$defs", "format", "required", "then", "additionalProperties", "patternProperties"];

    /// <summary>Where <paramref name="value"/> is not what the schema asks for, as paths.</summary>
    public IReadOnlyList<string> Violations(JsonNode? value) => [.. Check(root, value, "")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path) =>
        schema.SelectMany(keyword => Check(schema, keyword.Key, keyword.Value!, value, path));

    private IEnumerable<string> Check(JsonObject schema, string keyword, JsonNode argument, JsonNode? value, string path) => keyword switch
    {
        _ when Notes.Contains(keyword) => keyword == "required" ? Required(argument, value, path) : keyword == "additionalProperties" ? Strangers(schema, value, path) : [],
        "$ref" => Check(root["$defs"]![argument.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, path),
        "type" => When(TypeOf(value) == argument.GetValue<string>() || (argument.GetValue<string>() == "number" && TypeOf(value) == "integer"), $"{path}: no {argument}"),
        "const" => When(JsonNode.DeepEquals(argument, value), $"{path}: not {argument}"),
        "enum" => When(argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)), $"{path}: not in the list"),
        "pattern" => When(value is not JsonValue text || TypeOf(value) != "string" || Regex.IsMatch(text.GetValue<string>(), argument.GetValue<string>()), $"{path}: not {argument}"),
        "minimum" => When(value!.GetValue<double>() >= argument.GetValue<double>(), $"{path}: too small"),
        "maximum" => When(value!.GetValue<double>() <= argument.GetValue<double>(), $"{path}: too large"),
        "minItems" => When(value is not JsonArray list || list.Count >= argument.GetValue<int>(), $"{path}: too few"),
        "minProperties" => When(value is not JsonObject map || map.Count >= argument.GetValue<int>(), $"{path}: too few"),
        "uniqueItems" => When(value is not JsonArray items || items.Select(one => one?.ToJsonString()).Distinct().Count() == items.Count, $"{path}: twice"),
        "propertyNames" => (value as JsonObject ?? []).SelectMany(member => Check(argument.AsObject(), JsonValue.Create(member.Key), $"{path}/{member.Key}")),
        "items" => value is JsonArray array ? array.SelectMany((one, i) => Check(argument.AsObject(), one, $"{path}/{i}")) : [],
        "properties" => value is JsonObject holder ? argument.AsObject().Where(one => holder.ContainsKey(one.Key)).SelectMany(one => Check(one.Value!.AsObject(), holder[one.Key], $"{path}/{one.Key}")) : [],
        "anyOf" => When(argument.AsArray().Any(one => !Check(one!.AsObject(), value, path).Any()), $"{path}: none of those"),
        "oneOf" => When(argument.AsArray().Count(one => !Check(one!.AsObject(), value, path).Any()) == 1, $"{path}: not one of those"),
        "allOf" => argument.AsArray().SelectMany(one => Check(one!.AsObject(), value, path)),
        "if" => Check(argument.AsObject(), value, path).Any() ? [] : Check(schema["then"]!.AsObject(), value, path),
        _ => [$"{path}: the schema says '{keyword}', which this check does not know"],
    };

    private static IEnumerable<string> Required(JsonNode names, JsonNode? value, string path) =>
        value is JsonObject holder ? names.AsArray().Select(name => name!.GetValue<string>()).Where(name => !holder.ContainsKey(name)).Select(name => $"{path}/{name}: missing") : [];

    private IEnumerable<string> Strangers(JsonObject schema, JsonNode? value, string path)
    {
        JsonObject patterns = schema["patternProperties"]?.AsObject() ?? [];
        foreach ((string name, JsonNode? member) in value as JsonObject ?? [])
        {
            JsonNode[] shapes = [.. patterns.Where(one => Regex.IsMatch(name, one.Key)).Select(one => one.Value!)];
            if (shapes.Length == 0 && schema["properties"]?.AsObject().ContainsKey(name) != true)
            {
                shapes = [schema["additionalProperties"]!];
            }
            foreach (string violation in shapes.SelectMany(shape => shape is JsonObject other ? Check(other, member, $"{path}/{name}") : [$"{path}/{name}: unknown"]))
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<string> When(bool isRight, string violation) => isRight ? [] : [violation];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        System.Text.Json.JsonValueKind.Number => value.GetValue<double>() == Math.Floor(value.GetValue<double>()) ? "integer" : "number",
        _ => "null",
    };
}
