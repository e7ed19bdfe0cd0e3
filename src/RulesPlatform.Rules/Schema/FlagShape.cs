using System.Text.Json.Nodes;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

internal sealed class FlagShape : Shape<bool>
{
    public override string Noun => "true or false";

    public override bool TryRead(TextNode node, Reading reading, out bool value)
    {
        value = node.Kind == NodeKind.True;
        return value || node.Kind == NodeKind.False || reading.WrongType(node, Noun);
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => new() { ["type"] = "boolean" };
}
