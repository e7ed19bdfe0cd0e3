namespace RulesPlatform.Rules.Text.Layout;

/// <summary>One value as it is to be laid out.</summary>
/// <param name="Kind">Object or array; anything else is a scalar.</param>
/// <param name="Scalar">As its author wrote it; empty for objects and arrays.</param>
internal sealed record LayoutPiece(TokenKind Kind, string Scalar = "")
{
    public bool IsContainer => Kind is TokenKind.OpenObject or TokenKind.OpenArray;

    public string Opening => Kind == TokenKind.OpenObject ? "{" : "[";

    public string Closing => Kind == TokenKind.OpenObject ? "}" : "]";

    /// <summary>Comments in the line of the opening bracket.</summary>
    public List<Comment> Opened { get; } = [];

    public List<LayoutEntry> Entries { get; } = [];

    /// <summary>Comments on lines of their own before the closing bracket.</summary>
    public List<Comment> Last { get; } = [];

    /// <summary>Whether its author broke the line after the opening bracket.</summary>
    public bool IsBroken { get; set; }
}
