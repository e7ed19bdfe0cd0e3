using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>A string that says something: a duration, a name, an address.</summary>
internal sealed class TextShape<T>(string noun, TextShape<T>.Reader read, string? pattern = null, string? format = null) : Shape<T>
    where T : notnull
{
    /// <summary>Gives the value or says why there is none; never both.</summary>
    public delegate Flaw? Reader(string text, out T value);

    public override string Noun { get; } = noun;

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node.Kind != NodeKind.String)
        {
            return reading.WrongType(node, Noun);
        }
        if (read(node.Text, out value) is { } flaw)
        {
            reading.Report(node, flaw);
            return false;
        }
        return true;
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }
        if (format is not null)
        {
            schema["format"] = format;
        }
        return schema;
    }
}
