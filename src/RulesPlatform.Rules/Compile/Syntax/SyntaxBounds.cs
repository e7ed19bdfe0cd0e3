namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>
/// How large an expression may be. Both engines, and the compiler after them, recurse on nesting and end the process where the stack
/// ends: NCalc's parser takes 11 KiB of stack a level. Within these bounds the worst texts need less than 384 KiB, where .NET gives a
/// thread 1 to 1.5 MiB.
/// </summary>
internal static class SyntaxBounds
{
    public const int Characters = 4096;

    public const int Tokens = 512;

    /// <summary>Parentheses, calls, unfinished <c>?:</c> and a run of signs, added up.</summary>
    public const int Depth = 24;

    public const int TextLiteral = 256;

    /// <summary>LocalParams and GlobalParams that one rule sees.</summary>
    public const int Parameters = 64;

    public const int NestedDepth = 8;

    /// <summary>Nested rules of one rule, all levels together.</summary>
    public const int NestedRules = 64;
}
