using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>Two shapes of different JSON types: the type of what is written decides which one is meant.</summary>
internal sealed class EitherShape<T>(Shape<T> first, NodeKind firstKind, Shape<T> second, NodeKind secondKind) : Shape<T>
    where T : notnull
{
    public override string Noun { get; } = $"{first.Noun} or {second.Noun}";

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        if (node.Kind == firstKind)
        {
            return first.TryRead(node, reading, out value);
        }
        if (node.Kind == secondKind)
        {
            return second.TryRead(node, reading, out value);
        }
        value = default;
        return reading.WrongType(node, Noun);
    }

    public override JsonObject Describe(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(first.Describe(definitions), second.Describe(definitions)) };
}
