namespace RulesPlatform.Rules.Text.Layout;

/// <summary>A member of an object, an item of an array, or the whole text's value, with the comments that belong to it.</summary>
/// <param name="Name">Of a member, quotes included; null elsewhere.</param>
/// <param name="Value">A scalar as its author wrote it, or an object or array.</param>
internal sealed record LayoutEntry(string? Name, LayoutPiece Value)
{
    /// <summary>Comments on lines of their own before it.</summary>
    public required IReadOnlyList<Comment> Above { get; init; }

    /// <summary>Comments before it in its line.</summary>
    public required IReadOnlyList<Comment> Lead { get; init; }

    /// <summary>Comments after it in its line.</summary>
    public List<Comment> Beside { get; } = [];

    /// <summary>Whether an empty line stands before it, after what is <see cref="Above"/> it.</summary>
    public required bool HasBlankBefore { get; init; }

    /// <summary>Whether its author began a line with it.</summary>
    public required bool StartsLine { get; init; }
}
