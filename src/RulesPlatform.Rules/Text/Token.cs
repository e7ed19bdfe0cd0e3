namespace RulesPlatform.Rules.Text;

internal enum TokenKind
{
    End,
    OpenObject,
    CloseObject,
    OpenArray,
    CloseArray,
    Colon,
    Comma,
    String,
    Number,

    /// <summary>Letters without quotes: <c>true</c>, <c>false</c>, <c>null</c>, or a mistake.</summary>
    Word,

    /// <summary>A number or character that has been reported.</summary>
    Broken,
}

/// <param name="Text">The decoded string or the word.</param>
/// <param name="IsCutShort">A string without its closing quote: what follows it may belong to it.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text = "", double Number = 0, bool IsCutShort = false);
