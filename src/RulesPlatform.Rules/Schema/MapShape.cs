using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>An object whose member names are the author's. Members in file order; those that cannot be read are left out.</summary>
internal sealed class MapShape<T>(string noun, NamePattern names, Func<string, Shape<T>> valueOf, int atLeast = 0) : Shape<IReadOnlyList<Entry<T>>>
    where T : notnull
{
    public MapShape(string noun, NamePattern names, Shape<T> value, int atLeast = 0)
        : this(noun, names, _ => value, atLeast)
    {
    }

    public override string Noun { get; } = noun;

    public override bool KeepsPart => true;

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<Entry<T>> value)
    {
        value = null;
        if (node.Kind != NodeKind.Object)
        {
            return reading.WrongType(node, Noun);
        }
        if (node.Members.Count < atLeast)
        {
            reading.ReportOpening(ReadingProblems.OutOfRange, node, $"expected {Noun} with at least {atLeast}, found {node.Members.Count}", $"add {names.Noun}");
            return false;
        }
        var read = new List<Entry<T>>(node.Members.Count);
        bool isRead = true;
        foreach (TextMember member in node.Members)
        {
            isRead &= names.TryCheck(member, reading);
            if (valueOf(member.Name).TryRead(member.Value, reading, out T? one))
            {
                read.Add(new Entry<T>(member, one));
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
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { [names.Pattern] = valueOf("").Describe(definitions) },
            ["additionalProperties"] = false,
        };
        if (atLeast > 0)
        {
            schema["minProperties"] = atLeast;
        }
        return schema;
    }
}
