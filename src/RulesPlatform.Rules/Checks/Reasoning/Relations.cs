namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>How two doubles may stand to each other; exactly one of the four is so.</summary>
[Flags]
internal enum Relations
{
    None = 0,
    Less = 1,
    Equal = 2,
    Greater = 4,

    /// <summary>At least one of them is NaN.</summary>
    Unordered = 8,
    Any = Less | Equal | Greater | Unordered,
}
