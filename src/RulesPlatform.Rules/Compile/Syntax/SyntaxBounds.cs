namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>
/// How large an expression may be. Both engines recurse on nesting and end the process where the stack ends; these bounds keep
/// them two orders of magnitude away from that on the smallest stack that .NET uses.
/// </summary>
internal static class SyntaxBounds
{
    public const int Characters = 4096;

    public const int Tokens = 1024;

    /// <summary>Parentheses, calls, unfinished <c>?:</c> and a run of signs, added up.</summary>
    public const int Depth = 32;

    public const int TextLiteral = 256;

    /// <summary>LocalParams and GlobalParams that one rule sees.</summary>
    public const int Parameters = 64;

    public const int NestedDepth = 8;

    /// <summary>Nested rules of one rule, all levels together.</summary>
    public const int NestedRules = 64;
}
