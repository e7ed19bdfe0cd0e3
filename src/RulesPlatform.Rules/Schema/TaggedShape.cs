using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>Objects of several kinds, told apart by a member that holds a word. Each case's shape has that member too.</summary>
internal sealed class TaggedShape<T>(string noun, string tag, params (string Word, Shape<T> Shape)[] cases) : Shape<T>
    where T : notnull
{
    private readonly WordShape<Shape<T>> _words = new(tag, [.. cases.Select(one => (one.Word, one.Shape))]);

    public override string Noun { get; } = $"an object for {noun}";

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node.Kind != NodeKind.Object)
        {
            return reading.WrongType(node, Noun);
        }
        if (node.Find(tag) is not { } word)
        {
            reading.ReportOpening(ReadingProblems.MissingMember, node, $"{noun} lacks '{tag}'", $"add \"{tag}\": {_words.Noun}");
            return false;
        }
        return _words.TryRead(word, reading, out Shape<T>? shape) && shape.TryRead(node, reading, out value);
    }

    public override JsonObject Describe(SchemaDefinitions definitions) =>
        new() { ["oneOf"] = new JsonArray([.. cases.Select(one => one.Shape.Describe(definitions))]) };
}
