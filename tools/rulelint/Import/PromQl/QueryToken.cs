namespace RulesPlatform.RuleLint.Import.PromQl;

/// <param name="Text">As written; of a string what it stands for; of what is broken, why.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, int Start, int End, string Text)
{
    public bool Is(string sign) => Kind == QueryTokenKind.Sign && Text == sign;

    /// <summary>Keywords are read whatever their case.</summary>
    public bool IsWord(string word) => Kind == QueryTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
