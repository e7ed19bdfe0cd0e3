namespace RulesPlatform.Rules.Compile.Syntax;

internal enum TokenKind
{
    Number,

    /// <summary>A text literal with its quotes.</summary>
    Text,

    Name,

    /// <summary>Punctuation, and the words that a dialect uses as operators.</summary>
    Symbol,
}
