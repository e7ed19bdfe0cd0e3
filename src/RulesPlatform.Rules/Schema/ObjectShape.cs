using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>
/// An object with known members. What is declared here is all there is: reading, the search for unknown members and the JSON Schema
/// come from the same list. Configure it fully before it is used.
/// </summary>
/// <param name="noun">Without article: <c>collection job</c>.</param>
/// <param name="create">Gives a draft with its defaults.</param>
internal sealed class ObjectShape<T>(string noun, Func<T> create) : Shape<T>
    where T : Draft
{
    private readonly List<MemberShape<T>> _members = [];
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly List<Action<T, Reading>> _checks = [];
    private NamePattern? _restNames;
    private MemberShape<T>? _rest;
    private string? _definition;

    public override string Noun { get; } = $"an object for {Article.For(noun)}";

    public ObjectShape<T> Required<TValue>(string name, Shape<TValue> shape, Action<T, TValue> set, string description)
        where TValue : notnull => Add(MemberShape<T>.Of(name, isRequired: true, description, shape, set));

    public ObjectShape<T> Optional<TValue>(string name, Shape<TValue> shape, Action<T, TValue> set, string description)
        where TValue : notnull => Add(MemberShape<T>.Of(name, isRequired: false, description, shape, set));

    /// <summary>A member whose shape depends on the word in the member <paramref name="tag"/>.</summary>
    public ObjectShape<T> Dependent<TValue>(
        string name, string tag, bool isRequired, IReadOnlyList<(string Word, Shape<TValue> Shape)> cases, Action<T, TValue> set, string description)
        where TValue : notnull => Add(MemberShape<T>.Dependent(name, tag, isRequired, description, cases, set));

    /// <summary>A member that RulesEngine has and we do not take.</summary>
    public ObjectShape<T> Refused(string name, string help)
    {
        _refused.Add(name, help);
        return this;
    }

    /// <summary>Every other member, if its name is allowed.</summary>
    public ObjectShape<T> Rest<TValue>(NamePattern names, Shape<TValue> shape, Action<T, Entry<TValue>> set, string description)
        where TValue : notnull
    {
        (_restNames, _rest) = (names, MemberShape<T>.Rest(description, shape, set));
        return this;
    }

    /// <summary>What the members must be to each other; runs only when all of them could be read.</summary>
    public ObjectShape<T> Check(Action<T, Reading> check)
    {
        _checks.Add(check);
        return this;
    }

    /// <summary>Is described once under <c>$defs</c>; needed where a shape contains itself.</summary>
    public ObjectShape<T> Define(string name)
    {
        _definition = name;
        return this;
    }

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (node.Kind != NodeKind.Object)
        {
            return reading.WrongType(node, Noun);
        }
        T draft = create();
        draft.Node = node;
        var found = new TextMember?[_members.Count];
        bool isRead = true;
        foreach (TextMember member in node.Members)
        {
            int index = _members.FindIndex(one => one.Name == member.Name);
            if (index >= 0)
            {
                found[index] = member;
            }
            else
            {
                isRead &= ReadOther(member, draft, reading);
            }
        }
        for (int i = 0; i < found.Length; i++)
        {
            isRead &= found[i] is not { } member || _members[i].Read(draft, member, node, reading);
        }
        isRead &= HasRequired(found, node, reading);
        int before = reading.Bag.Count;
        if (isRead)
        {
            _checks.ForEach(check => check(draft, reading));
        }
        value = draft;
        return isRead && reading.Bag.Count == before;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) =>
        _definition is null ? DescribeMembers(definitions) : definitions.Refer(_definition, () => DescribeMembers(definitions));

    private ObjectShape<T> Add(MemberShape<T> member)
    {
        _members.Add(member);
        return this;
    }

    private bool ReadOther(TextMember member, T draft, Reading reading)
    {
        if (_refused.TryGetValue(member.Name, out string? help))
        {
            reading.Report(ReadingProblems.Unsupported, member, $"'{member.Name}' of RulesEngine is not supported here", help);
            return false;
        }
        if (_rest is not null)
        {
            return _restNames!.TryCheck(member, reading) && _rest.Read(draft, member, draft.Node, reading);
        }
        string[] names = [.. _members.Select(one => one.Name)];
        reading.Report(
            ReadingProblems.UnknownMember, member, $"{Article.For(noun)} has no member {Printable.Quote(member.Name)}",
            Nearest.Help(member.Name, names, "its members are"),
            Reading.Instead(member, draft.Node, Nearest.Surely(member.Name, names)));
        return false;
    }

    // One diagnostic, however many are missing: the cause is one.
    private bool HasRequired(TextMember?[] found, TextNode node, Reading reading)
    {
        MemberShape<T>[] missing = [.. _members.Where((member, i) => member.IsRequired && found[i] is null)];
        if (missing.Length == 0)
        {
            return true;
        }
        // What is there under a name that is nearly its own has been reported.
        missing = [.. missing.Where(member => !Misspelt(node).Contains(member.Name))];
        if (missing.Length == 0)
        {
            return false;
        }
        string names = Printable.List(missing.Select(member => $"'{member.Name}'"));
        string help = Printable.List(missing.Select(member => $"\"{member.Name}\": {member.Noun}"));
        reading.ReportOpening(ReadingProblems.MissingMember, node, $"{Article.For(noun)} lacks {names}", $"add {help}", missing is [{ OnlyValue: { } value }] ? Inserted(missing[0].Name, value, node, reading) : null);
        return false;
    }

    private IEnumerable<string?> Misspelt(TextNode node)
    {
        string[] names = [.. _members.Select(one => one.Name)];
        return node.Members.Where(member => !names.Contains(member.Name)).Select(member => Nearest.To(member.Name, names));
    }

    private static TextEdit Inserted(string name, string value, TextNode node, Reading reading)
    {
        bool isBroken = reading.Source.Bytes[node.Start + 1] is (byte)'\n' or (byte)'\r';
        return new TextEdit(node.Start + 1, 0, $"{(isBroken ? "\n  " : " ")}\"{name}\": {value}{(node.Members.Count > 0 ? "," : "")}");
    }

    private JsonObject DescribeMembers(SchemaDefinitions definitions)
    {
        var properties = new JsonObject();
        foreach (MemberShape<T> member in _members)
        {
            properties[member.Name] = member.Describe(definitions);
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        string[] required = [.. _members.Where(one => one.IsRequired).Select(one => one.Name)];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }
        schema["additionalProperties"] = _rest is null ? false : _rest.Describe(definitions);
        if (_rest is not null)
        {
            // patternProperties would apply to the declared members too.
            schema["propertyNames"] = new JsonObject { ["pattern"] = _restNames!.Pattern };
        }
        JsonNode[] conditions = [.. _members.SelectMany(one => one.DescribeCases(definitions))];
        if (conditions.Length > 0)
        {
            schema["allOf"] = new JsonArray(conditions);
        }
        return schema;
    }
}
