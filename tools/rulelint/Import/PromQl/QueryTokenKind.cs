namespace RulesPlatform.RuleLint.Import.PromQl;

internal enum QueryTokenKind
{
    /// <summary>A name, a keyword or a metric with colons.</summary>
    Word,
    Number,
    Duration,
    Text,

    /// <summary>An operator or a bracket.</summary>
    Sign,
    End,

    /// <summary>Not a token; its text says why.</summary>
    Broken,
}
