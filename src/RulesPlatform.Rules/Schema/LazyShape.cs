using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>A shape that is asked for when it is used: for shapes that contain themselves.</summary>
internal sealed class LazyShape<T>(Func<Shape<T>> shape) : Shape<T>
    where T : notnull
{
    public override string Noun => shape().Noun;

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value) => shape().TryRead(node, reading, out value);

    public override JsonObject Describe(SchemaDefinitions definitions) => shape().Describe(definitions);
}
