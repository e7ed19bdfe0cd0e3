using System.Text;

namespace RulesPlatform.Rules.Text.Layout;

/// <summary>A layout → text in canonical form.</summary>
internal sealed class LayoutWriter
{
    /// <summary>What is longer is broken where it can be.</summary>
    public const int Width = 160;

    private const int Step = 2;

    private readonly StringBuilder _text = new();

    private LayoutWriter()
    {
    }

    public static string Write(LayoutEntry root, IReadOnlyList<Comment> last)
    {
        var writer = new LayoutWriter();
        writer.WriteLines([root], 0, isRoot: true, isSplit: false);
        writer.WriteComments(last, 0, isFirst: false);
        return writer._text.ToString();
    }

    private void WriteContainer(LayoutPiece piece, int indent)
    {
        _text.Append(piece.Opening);
        WriteBeside(piece.Opened);
        _text.Append('\n');
        WriteLines(piece.Entries, indent + Step, isRoot: false, isSplit: !piece.IsBroken);
        WriteComments(piece.Last, indent + Step, isFirst: piece.Entries.Count == 0);
        _text.Append(' ', indent).Append(piece.Closing);
    }

    /// <param name="isSplit">Whether each entry gets a line, whatever its author did.</param>
    private void WriteLines(List<LayoutEntry> entries, int indent, bool isRoot, bool isSplit)
    {
        string separator = isRoot ? "" : ",";
        for (int i = 0; i < entries.Count;)
        {
            int together = 1 + entries.Skip(i + 1).TakeWhile(entry => !entry.StartsLine).Count();
            bool isOneLine = !isSplit && together > 1 && Fits(entries, i, together, indent);
            WriteAbove(entries[i], indent, isFirst: i == 0);
            for (int j = i; j < i + together; j++)
            {
                bool goesOn = j > i && isOneLine;
                _text.Append(goesOn ? " " : j > i ? "\n" : "").Append(' ', goesOn ? 0 : indent);
                WriteEntry(entries[j], indent, separator);
            }
            _text.Append('\n');
            i += together;
        }
    }

    private void WriteAbove(LayoutEntry entry, int indent, bool isFirst)
    {
        WriteComments(entry.Above, indent, isFirst);
        if (entry.HasBlankBefore && (!isFirst || entry.Above.Count > 0))
        {
            _text.Append('\n');
        }
    }

    /// <summary>Whether what its author put on one line can stay there.</summary>
    private static bool Fits(List<LayoutEntry> entries, int from, int count, int indent)
    {
        int width = indent - 1;
        foreach (LayoutEntry entry in entries.Skip(from).Take(count))
        {
            if (Inline(entry, ",") is not { } line)
            {
                return false;
            }
            width += line.Length + 1;
        }
        return width <= Width;
    }

    private void WriteEntry(LayoutEntry entry, int indent, string separator)
    {
        string start = Start(entry);
        _text.Append(start);
        int column = indent + start.Length;
        if (!entry.Value.IsContainer)
        {
            _text.Append(entry.Value.Scalar);
        }
        else if (Inline(entry.Value) is { } line && column + line.Length + separator.Length <= Width)
        {
            _text.Append(line);
        }
        else
        {
            WriteContainer(entry.Value, indent);
        }
        _text.Append(separator);
        WriteBeside(entry.Beside);
    }

    private void WriteBeside(IEnumerable<Comment> comments)
    {
        foreach (Comment comment in comments)
        {
            _text.Append(' ').Append(comment.Text);
        }
    }

    private void WriteComments(IReadOnlyList<Comment> comments, int indent, bool isFirst)
    {
        for (int i = 0; i < comments.Count; i++)
        {
            if (comments[i].HasBlankBefore && !(isFirst && i == 0))
            {
                _text.Append('\n');
            }
            _text.Append(' ', indent).Append(comments[i].Text).Append('\n');
        }
    }

    private static string Start(LayoutEntry entry) =>
        string.Concat(entry.Lead.Select(comment => $"{comment.Text} ")) + (entry.Name is null ? "" : $"{entry.Name}: ");

    /// <summary>Null where it cannot stand on one line; its own comments above do not count.</summary>
    private static string? Inline(LayoutEntry entry, string separator)
    {
        string? value = entry.Value.IsContainer ? Inline(entry.Value) : entry.Value.Scalar;
        return value is null ? null : Start(entry) + value + separator + string.Concat(entry.Beside.Select(comment => $" {comment.Text}"));
    }

    private static string? Inline(LayoutPiece piece)
    {
        if (piece.Entries.Count == 0)
        {
            return InlineEmpty(piece);
        }
        if (piece.IsBroken || piece.Last.Count > 0 || piece.Entries.Any(entry => entry.Above.Count > 0 || entry.Beside.Any(comment => comment.EndsLine)))
        {
            return null;
        }
        string?[] entries = [.. piece.Entries.Select((entry, i) => Inline(entry, i == piece.Entries.Count - 1 ? "" : ","))];
        string padding = piece.Kind == TokenKind.OpenObject ? " " : "";
        return entries.Contains(null) ? null : $"{piece.Opening}{padding}{string.Join(' ', entries)}{padding}{piece.Closing}";
    }

    private static string? InlineEmpty(LayoutPiece piece) => (piece.Opened.Count, piece.Last.Count) switch
    {
        (0, 0) => piece.Opening + piece.Closing,
        _ when piece.IsBroken || piece.Last.Count > 0 => null,
        _ => $"{piece.Opening} {string.Join(' ', piece.Opened.Select(comment => comment.Text))} {piece.Closing}",
    };
}
