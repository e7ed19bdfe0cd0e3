namespace RulesPlatform.Rules.Text.Layout;

/// <summary>A comment as its author wrote it.</summary>
/// <param name="Text">With its marks; lines end in <c>\n</c>, none in white space.</param>
/// <param name="BreaksBefore">Line breaks between it and what stands before it.</param>
internal sealed record Comment(string Text, int BreaksBefore)
{
    /// <summary>Whether nothing can follow it on its line, or nothing should.</summary>
    public bool EndsLine => Text.StartsWith("//", StringComparison.Ordinal) || Text.Contains('\n', StringComparison.Ordinal);

    public bool HasBlankBefore => BreaksBefore > 1;
}
