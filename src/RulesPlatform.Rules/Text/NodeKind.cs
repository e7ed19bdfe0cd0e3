namespace RulesPlatform.Rules.Text;

internal enum NodeKind
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,

    /// <summary>Something stood here that is no value; it has been reported.</summary>
    Broken,
}
