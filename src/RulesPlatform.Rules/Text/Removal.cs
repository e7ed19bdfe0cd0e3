namespace RulesPlatform.Rules.Text;

/// <summary>Members and items taken out of a text, with their comma and, where nothing else is in it, their line. Comments stay.</summary>
internal static class Removal
{
    /// <summary>Null where there is no such member.</summary>
    public static TextEdit? OfMember(SourceText source, TextNode owner, string name)
    {
        TextMember member = owner.Members.FirstOrDefault(one => one.Name == name);
        return member.Value is null ? null : Of(source.Bytes, member.NameStart, member.Value.End);
    }

    /// <summary>An item of an array that is a member of <paramref name="owner"/>; the whole member where it is the only item. Null where it is in none.</summary>
    public static TextEdit? OfItem(SourceText source, TextNode owner, TextNode item)
    {
        TextMember list = owner.Members.FirstOrDefault(one => one.Value.Items.Contains(item));
        return list.Value is null ? null
            : list.Value.Items.Count == 1 ? Of(source.Bytes, list.NameStart, list.Value.End)
            : Of(source.Bytes, item.Start, item.End);
    }

    private static TextEdit Of(ReadOnlySpan<byte> bytes, int start, int end)
    {
        int comma = AfterBlank(bytes, end);
        if (bytes[comma] == (byte)',')
        {
            // What a comment between the two says is still there.
            string between = System.Text.Encoding.UTF8.GetString(bytes[end..comma]).Trim();
            return between.Length > 0 ? new TextEdit(start, comma + 1 - start, between) : WithLine(bytes, start, comma + 1);
        }
        int before = start - 1;
        while (before > 0 && bytes[before] is (byte)' ' or (byte)'\t')
        {
            before--;
        }
        // On one line the comma before it goes along; broken over lines each entry ends with one.
        return bytes[before] == (byte)',' ? new TextEdit(before, end - before, "") : WithLine(bytes, start, end);
    }

    private static TextEdit WithLine(ReadOnlySpan<byte> bytes, int start, int end)
    {
        int lineStart = start;
        while (lineStart > 0 && bytes[lineStart - 1] is (byte)' ' or (byte)'\t')
        {
            lineStart--;
        }
        int lineEnd = end;
        while (lineEnd < bytes.Length && bytes[lineEnd] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            lineEnd++;
        }
        bool isAlone = (lineStart == 0 || bytes[lineStart - 1] == (byte)'\n') && lineEnd < bytes.Length && bytes[lineEnd] == (byte)'\n';
        return isAlone ? new TextEdit(lineStart, lineEnd + 1 - lineStart, "") : new TextEdit(start, lineEnd - start, "");
    }

    /// <summary>The first byte that is neither blank nor in a comment. The text is known to parse: there is one.</summary>
    private static int AfterBlank(ReadOnlySpan<byte> bytes, int at)
    {
        while (bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/')
        {
            at += bytes[at] != (byte)'/' ? 1
                : bytes[at + 1] == (byte)'/' ? Math.Max(2, bytes[at..].IndexOf((byte)'\n'))
                : bytes[at..].IndexOf("*/"u8) + 2;
        }
        return at;
    }
}
