namespace RulesPlatform.Rules.Compile.Syntax;

internal readonly record struct Token(TokenKind Kind, int Offset, string Text)
{
    public int End => Offset + Text.Length;

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>A number without a point or an exponent: the stock engine computes with it as an integer.</summary>
    public bool IsInteger => Kind == TokenKind.Number && Text.AsSpan().IndexOfAny(".eE") < 0;

    public CompileProblem Problem(string message, string? help = null, string? instead = null) => new(Offset, Math.Max(1, Text.Length), message, help) { Instead = instead };
}
