namespace RulesPlatform.Rules.Text;

/// <summary>Bytes of a file and what should stand in their place. As the fix of a diagnostic: certain to mend it and to change nothing else that is judged.</summary>
/// <param name="Offset">In bytes from the start of the file, a byte order mark included.</param>
/// <param name="Length">In bytes; 0 to put something in.</param>
/// <param name="Text">Empty to take something out.</param>
public readonly record struct TextEdit(int Offset, int Length, string Text)
{
    public int End => Offset + Length;

    /// <summary>The content with the edits made. Of two that overlap, or that put something in at the same place, the one that begins first is made.</summary>
    /// <param name="made">Those that were, by place.</param>
    public static byte[] Apply(ReadOnlySpan<byte> content, IEnumerable<TextEdit> edits, out IReadOnlyList<TextEdit> made)
    {
        using var result = new MemoryStream();
        var applied = new List<TextEdit>();
        int at = 0;
        foreach (TextEdit edit in edits.Distinct().OrderBy(edit => edit.Offset).ThenBy(edit => edit.Length))
        {
            if (edit.Offset < at || (applied.Count > 0 && edit.Offset == applied[^1].Offset))
            {
                continue;
            }
            result.Write(content[at..edit.Offset]);
            result.Write(System.Text.Encoding.UTF8.GetBytes(edit.Text));
            at = edit.End;
            applied.Add(edit);
        }
        result.Write(content[at..]);
        made = applied;
        return result.ToArray();
    }
}
