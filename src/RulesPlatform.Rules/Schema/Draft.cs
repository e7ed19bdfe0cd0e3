using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>An object of a rule file as written: read and checked by itself, not yet against the rest of the rule set.</summary>
internal abstract class Draft
{
    /// <summary>The object in the file.</summary>
    public TextNode Node { get; set; } = TextNode.EmptyObject;
}
