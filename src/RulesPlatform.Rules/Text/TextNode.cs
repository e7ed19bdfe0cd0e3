namespace RulesPlatform.Rules.Text;

/// <summary>One JSON value and where it stands. Immutable once parsed.</summary>
internal sealed class TextNode(NodeKind kind, int start, int end)
{
    public static TextNode EmptyObject { get; } = new(NodeKind.Object, 0, 0);

    public NodeKind Kind { get; } = kind;

    /// <summary>In bytes; quotes and brackets included.</summary>
    public int Start { get; } = start;

    public int End { get; internal set; } = end;

    /// <summary>Decoded; empty for all but strings.</summary>
    public string Text { get; init; } = "";

    /// <summary>0 for all but numbers; always finite.</summary>
    public double Number { get; init; }

    /// <summary>In file order, each name once; empty for all but objects.</summary>
    public IReadOnlyList<TextMember> Members { get; internal set; } = [];

    /// <summary>Empty for all but arrays.</summary>
    public IReadOnlyList<TextNode> Items { get; internal set; } = [];

    public TextNode? Find(string name)
    {
        // By index: an enumerator of a list behind an interface is an object of its own, at every question.
        for (int i = 0; i < Members.Count; i++)
        {
            TextMember member = Members[i];
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }
        return null;
    }

    /// <summary>What it is in words, never its content: <c>a string</c>.</summary>
    public string Noun => Kind switch
    {
        NodeKind.Object => "an object",
        NodeKind.Array => "an array",
        NodeKind.String => "a string",
        NodeKind.Number => "a number",
        NodeKind.True => "true",
        NodeKind.False => "false",
        NodeKind.Null => "null",
        _ => "nothing readable",
    };
}
