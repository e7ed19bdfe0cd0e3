using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>One declared member of an <see cref="ObjectShape{T}"/>: the type of its value is known inside only.</summary>
internal abstract class MemberShape<T>(string name, bool isRequired) where T : Draft
{
    public string Name { get; } = name;

    public bool IsRequired { get; } = isRequired;

    /// <summary>What to write as its value.</summary>
    public abstract string Noun { get; }

    /// <summary>Its value where it can have but one: what to write is then in quotes. Null elsewhere.</summary>
    public string? OnlyValue => Noun.StartsWith('"') && Noun.IndexOf('"', 1) == Noun.Length - 1 ? Noun : null;

    public abstract bool Read(T draft, TextMember member, TextNode owner, Reading reading);

    public abstract JsonObject Describe(SchemaDefinitions definitions);

    /// <summary>Conditions on the owner that choose the member's schema.</summary>
    public virtual IEnumerable<JsonNode> DescribeCases(SchemaDefinitions definitions) => [];

    public static MemberShape<T> Of<TValue>(string name, bool isRequired, string description, Shape<TValue> shape, Action<T, TValue> set)
        where TValue : notnull => new Fixed<TValue>(name, isRequired, description, shape, (draft, _, value) => set(draft, value));

    public static MemberShape<T> Rest<TValue>(string description, Shape<TValue> shape, Action<T, Entry<TValue>> set)
        where TValue : notnull =>
        new Fixed<TValue>("", isRequired: false, description, shape, (draft, member, value) => set(draft, new Entry<TValue>(member, value)));

    public static MemberShape<T> Dependent<TValue>(
        string name, string tag, bool isRequired, string description, IReadOnlyList<(string Word, Shape<TValue> Shape)> cases, Action<T, TValue> set)
        where TValue : notnull => new Chosen<TValue>(name, tag, isRequired, description, cases, set);

    private sealed class Fixed<TValue>(string name, bool isRequired, string description, Shape<TValue> shape, Action<T, TextMember, TValue> set)
        : MemberShape<T>(name, isRequired)
        where TValue : notnull
    {
        public override string Noun => shape.Noun;

        public override bool Read(T draft, TextMember member, TextNode owner, Reading reading)
        {
            bool isRead = shape.TryRead(member.Value, reading, out TValue? value);
            if (isRead || (shape.KeepsPart && value is not null))
            {
                set(draft, member, value!);
            }
            return isRead;
        }

        public override JsonObject Describe(SchemaDefinitions definitions)
        {
            JsonObject schema = shape.Describe(definitions);
            schema["description"] = description;
            return schema;
        }
    }

    private sealed class Chosen<TValue>(
        string name, string tag, bool isRequired, string description, IReadOnlyList<(string Word, Shape<TValue> Shape)> cases, Action<T, TValue> set)
        : MemberShape<T>(name, isRequired)
        where TValue : notnull
    {
        public override string Noun => $"an object that suits '{tag}'";

        public override bool Read(T draft, TextMember member, TextNode owner, Reading reading)
        {
            string word = owner.Find(tag)?.Text ?? "";
            Shape<TValue>? shape = cases.FirstOrDefault(one => one.Word == word).Shape;
            // Without a known word there is nothing to read it by; the word itself has been reported.
            if (shape is null || !shape.TryRead(member.Value, reading, out TValue? value))
            {
                return false;
            }
            set(draft, value);
            return true;
        }

        public override JsonObject Describe(SchemaDefinitions definitions) => new() { ["type"] = "object", ["description"] = description };

        public override IEnumerable<JsonNode> DescribeCases(SchemaDefinitions definitions) => cases.Select(one => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { [tag] = new JsonObject { ["const"] = one.Word } },
                ["required"] = new JsonArray(tag),
            },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { [Name] = one.Shape.Describe(definitions) } },
        });
    }
}
