using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>An array. Items that cannot be read are left out of the value; each has been reported.</summary>
/// <param name="items">The plural noun: <c>durations</c>.</param>
/// <param name="isUnique">Whether a text may stand in it once only.</param>
internal sealed class ListShape<T>(string items, Shape<T> item, int atLeast = 0, bool isUnique = false) : Shape<IReadOnlyList<T>>
    where T : notnull
{
    public override string Noun { get; } = $"an array of {items}";

    public override bool KeepsPart => true;

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node.Kind != NodeKind.Array)
        {
            return reading.WrongType(node, Noun);
        }
        if (node.Items.Count < atLeast)
        {
            reading.Report(ReadingProblems.OutOfRange, node, $"this array of {items} has {node.Items.Count}", $"write at least {atLeast}");
            return false;
        }
        var read = new List<T>(node.Items.Count);
        HashSet<string>? seen = isUnique ? new(StringComparer.Ordinal) : null;
        bool isRead = true;
        foreach (TextNode one in node.Items)
        {
            if (seen is not null && one.Kind == NodeKind.String && !seen.Add(one.Text))
            {
                reading.Report(ReadingProblems.Conflict, one, $"{Printable.Quote(one.Text)} is there twice", "remove one of the two");
                isRead = false;
            }
            else if (item.TryRead(one, reading, out T? oneRead))
            {
                read.Add(oneRead);
            }
            else
            {
                isRead = false;
            }
        }
        value = read;
        return isRead;
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Describe(definitions) };
        if (atLeast > 0)
        {
            schema["minItems"] = atLeast;
        }
        if (isUnique)
        {
            schema["uniqueItems"] = true;
        }
        return schema;
    }
}
