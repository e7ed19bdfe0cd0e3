namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>What a token does in its expression, as <see cref="SyntaxCheck"/> found it.</summary>
internal enum TokenRole
{
    /// <summary>A number, a text, or a name (a segment of a path, a function, <c>true</c>).</summary>
    Value,
    Unary,
    Binary,
    Question,
    Colon,
    OpenGroup,
    CloseGroup,
    OpenCall,
    CloseCall,
    Comma,
    Dot,
}
