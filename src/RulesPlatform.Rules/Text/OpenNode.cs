namespace RulesPlatform.Rules.Text;

/// <summary>An object or array whose end has not been read yet. Used again for the next one once it is sealed.</summary>
internal sealed class OpenNode
{
    private const int ManyMembers = 12;

    private readonly List<TextMember> _members = [];
    private readonly List<TextNode> _items = [];
    private Dictionary<string, int>? _byName;

    public TextNode Node { get; private set; } = TextNode.EmptyObject;

    /// <summary>The name whose value comes next; objects only.</summary>
    public Token? Name { get; set; }

    public OpenNode Begin(TextNode node)
    {
        (Node, Name, _byName) = (node, null, null);
        _members.Clear();
        _items.Clear();
        return this;
    }

    /// <summary>False where an object has a member of that name: the first stays.</summary>
    public bool TryAdd(TextNode value, out TextMember twin)
    {
        twin = default;
        if (Node.Kind == NodeKind.Array)
        {
            _items.Add(value);
            return true;
        }
        Token name = Name!.Value;
        int index = Find(name.Text);
        if (index >= 0)
        {
            twin = _members[index];
            return false;
        }
        _byName?.Add(name.Text, _members.Count);
        _members.Add(new TextMember(name.Text, name.Start, name.End, value));
        return true;
    }

    public void Seal(int end)
    {
        Node.End = end;
        Node.Members = _members.Count == 0 ? [] : _members.ToArray();
        Node.Items = _items.Count == 0 ? [] : _items.ToArray();
    }

    private int Find(string name)
    {
        if (_byName is null && _members.Count == ManyMembers)
        {
            _byName = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < _members.Count; i++)
            {
                _byName.Add(_members[i].Name, i);
            }
        }
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name, -1);
        }
        return _members.FindIndex(member => member.Name == name);
    }
}
