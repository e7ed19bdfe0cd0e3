using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>
/// What a value of a rule file looks like, said once: it reads the value, reports what is wrong with it, and describes itself as
/// JSON Schema. Immutable and thread-safe.
/// </summary>
internal abstract class Shape<T> where T : notnull
{
    /// <summary>With its article: <c>a duration such as "15s"</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>Whether a value that could be read in part is worth having: the readable items of a list.</summary>
    public virtual bool KeepsPart => false;

    /// <summary>False where something has been reported.</summary>
    public abstract bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out T value);

    public abstract JsonObject Describe(SchemaDefinitions definitions);

    /// <summary>The same, with the node kept.</summary>
    public Shape<Located<T>> Located() => new MappedShape<T, Located<T>>(this, (value, node) => new Located<T>(value, node));

    /// <summary>The same in the file, another type in memory.</summary>
    public Shape<TOut> Select<TOut>(Func<T, TOut> map) where TOut : notnull => new MappedShape<T, TOut>(this, (value, _) => map(value));
}
