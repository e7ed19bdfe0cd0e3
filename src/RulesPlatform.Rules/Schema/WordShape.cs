using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>One of a few words.</summary>
/// <param name="noun">Without its article: <c>fold</c>.</param>
internal sealed class WordShape<T>(string noun, params (string Word, T Value)[] words) : Shape<T>
    where T : notnull
{
    private readonly string[] _words = [.. words.Select(one => one.Word)];

    public override string Noun { get; } =
        (words.Length == 1 ? "" : "one of ") + string.Join(", ", words.Select(one => $"\"{one.Word}\""));

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node.Kind != NodeKind.String)
        {
            return reading.WrongType(node, Noun);
        }
        int index = Array.IndexOf(_words, node.Text);
        if (index < 0)
        {
            reading.Report(ReadingProblems.UnknownWord, node, $"{Printable.Quote(node.Text)} is not a known {noun}", HelpFor(node.Text),
                Reading.Instead(node, Nearest.Surely(node.Text, _words)));
            return false;
        }
        value = words[index].Value;
        return true;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. _words.Select(word => JsonValue.Create(word))]) };

    private string HelpFor(string written)
    {
        if (_words is [var only])
        {
            return $"write \"{only}\"";
        }
        string list = $"the words are {Printable.List(_words)}";
        return Nearest.To(written, _words) is { } near ? $"did you mean '{near}'? {list}" : list;
    }
}
