using System.Text;

namespace RulesPlatform.Rules.Text.Layout;

/// <summary>What stands between two tokens: white space and comments.</summary>
/// <param name="Breaks">Line breaks between the last comment, or the token before where there is none, and the token after.</param>
internal sealed record Gap(IReadOnlyList<Comment> Comments, int Breaks)
{
    public bool HasBreak => Breaks > 0 || Comments.Any(comment => comment.BreaksBefore > 0 || comment.EndsLine);

    /// <param name="text">Nothing but white space and whole comments.</param>
    public static Gap Of(ReadOnlySpan<byte> text)
    {
        var comments = new List<Comment>();
        int breaks = 0;
        for (int at = 0; at < text.Length;)
        {
            if (text[at] != (byte)'/')
            {
                breaks += text[at++] == (byte)'\n' ? 1 : 0;
                continue;
            }
            int length = LengthOf(text[at..]);
            string written = Encoding.UTF8.GetString(text.Slice(at, length));
            comments.Add(new Comment(string.Join('\n', written.Split('\n').Select(line => line.TrimEnd())), breaks));
            (at, breaks) = (at + length, 0);
        }
        return new Gap(comments, breaks);
    }

    /// <summary>How many comments belong to the token before: those that go on in its line, unless the token after is in that line too.</summary>
    /// <param name="isClosed">Whether the token after can have no comment of its own.</param>
    public int Beside(bool isClosed)
    {
        int count = 0;
        while (count < Comments.Count && Comments[count].BreaksBefore == 0)
        {
            count++;
            if (Comments[count - 1].EndsLine)
            {
                return count;
            }
        }
        return count == Comments.Count && Breaks == 0 && !isClosed ? 0 : count;
    }

    /// <summary>How many comments, from the last one back, stand in the line of the token after.</summary>
    public int Leading(int from)
    {
        int count = 0;
        int breaks = Breaks;
        for (int i = Comments.Count - 1; i >= from && breaks == 0 && !Comments[i].EndsLine; i--)
        {
            (count, breaks) = (count + 1, Comments[i].BreaksBefore);
        }
        return count;
    }

    private static int LengthOf(ReadOnlySpan<byte> text)
    {
        bool isLine = text[1] == (byte)'/';
        int end = isLine ? text.IndexOf((byte)'\n') : text[2..].IndexOf("*/"u8) + 4;
        return end < 0 ? text.Length : end;
    }
}
