using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

internal sealed class MappedShape<TIn, TOut>(Shape<TIn> inner, Func<TIn, TextNode, TOut> map) : Shape<TOut>
    where TIn : notnull
    where TOut : notnull
{
    public override string Noun => inner.Noun;

    public override bool KeepsPart => inner.KeepsPart;

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out TOut value)
    {
        bool isRead = inner.TryRead(node, reading, out TIn? read);
        value = isRead || (KeepsPart && read is not null) ? map(read!, node) : default;
        return isRead;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => inner.Describe(definitions);
}
