using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Text;

/// <summary>One file's bytes, with lines, columns, and what of it must not be printed. Not thread-safe.</summary>
internal sealed class SourceText
{
    private const int ExcerptLength = 120;

    private readonly byte[] _bytes;
    private readonly List<int> _lineStarts = [];
    private readonly List<(int Start, int End)> _secrets = [];
    private (int LineStart, int Offset, int Column) _last;

    /// <param name="path">Below the rules folder, forward slashes.</param>
    public SourceText(string path, ReadOnlyMemory<byte> content)
    {
        (Path, Content, _bytes) = (path, content, content.ToArray());
        TextStart = _bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        _lineStarts.Add(TextStart);
        for (int at = _bytes.AsSpan().IndexOf((byte)'\n'); at >= 0;)
        {
            _lineStarts.Add(at + 1);
            int next = _bytes.AsSpan(at + 1).IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    public string Path { get; }

    public ReadOnlyMemory<byte> Content { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>After the byte order mark, if there is one.</summary>
    public int TextStart { get; }

    /// <summary>From now on, excerpts show <c>*</c> in place of these bytes.</summary>
    public void Mask(int start, int end) => _secrets.Add((start, end));

    public TextSpan Span(int start, int end)
    {
        int from = Math.Clamp(start, TextStart, Math.Max(TextStart, _bytes.Length));
        int line = LineOf(from);
        return new TextSpan(from, Math.Max(0, end - from), line + 1, Column(_lineStarts[line], from) + 1);
    }

    public Origin OriginOf(TextNode node)
    {
        TextSpan span = Span(node.Start, node.End);
        return new Origin(Path, span.Line, span.Column);
    }

    /// <summary>The line of <paramref name="span"/>, as far as it fits.</summary>
    public Excerpt ExcerptOf(TextSpan span)
    {
        int lineStart = _lineStarts[span.Line - 1];
        int lineEnd = span.Line < _lineStarts.Count ? _lineStarts[span.Line] - 1 : _bytes.Length;
        // Bytes on both sides are enough for the characters that are shown; continuation bytes at the cut are dropped.
        int from = Math.Max(lineStart, span.Offset - (ExcerptLength * 4));
        int to = Math.Min(lineEnd, span.Offset + (ExcerptLength * 4));
        while (from > lineStart && from < span.Offset && (_bytes[from] & 0xC0) == 0x80)
        {
            from++;
        }
        while (to < lineEnd && (_bytes[to] & 0xC0) == 0x80)
        {
            to--;
        }
        to = Math.Max(to, Math.Min(span.Offset, lineEnd));
        byte[] shown = Masked(from, to);
        string before = Encoding.UTF8.GetString(shown, 0, span.Offset - from);
        string after = Encoding.UTF8.GetString(shown, span.Offset - from, to - span.Offset).TrimEnd();
        int pointed = Math.Clamp(span.Offset + span.Length, span.Offset, to) - span.Offset;
        int length = Math.Max(1, Encoding.UTF8.GetCharCount(shown, span.Offset - from, pointed));
        return Cut(before, after, length, isCutBefore: from > lineStart, isCutAfter: to < lineEnd);
    }

    /// <summary>
    /// Where characters of a string's decoded text stand in the file: escapes and letters of several bytes are taken into account.
    /// </summary>
    /// <param name="offset">In UTF-16 code units of <see cref="TextNode.Text"/>.</param>
    public (int Start, int End) Inside(TextNode text, int offset, int length)
    {
        int at = text.Start + 1;
        int last = Math.Max(at, text.End - 1);
        int start = Advance(ref at, last, offset);
        int end = Advance(ref at, last, length);
        return (start, Math.Max(end, Math.Min(start + 1, text.End)));
    }

    private int Advance(ref int at, int last, int units)
    {
        while (units > 0 && at < last)
        {
            (int bytes, int taken) = _bytes[at] switch
            {
                (byte)'\\' when at + 1 < last && _bytes[at + 1] == (byte)'u' => (6, 1),
                (byte)'\\' => (2, 1),
                >= 0xF0 => (4, 2),
                >= 0xE0 => (3, 1),
                >= 0xC0 => (2, 1),
                _ => (1, 1),
            };
            at = Math.Min(last, at + bytes);
            units -= taken;
        }
        return at;
    }

    private int LineOf(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }

    // A file on one line would make each column a scan from its start: continue from the last one where that is possible.
    private int Column(int lineStart, int offset)
    {
        (int from, int column) = _last.LineStart == lineStart && _last.Offset <= offset && _last.Offset >= lineStart
            ? (_last.Offset, _last.Column)
            : (lineStart, 0);
        column += Encoding.UTF8.GetCharCount(_bytes, from, offset - from);
        _last = (lineStart, offset, column);
        return column;
    }

    private byte[] Masked(int from, int to)
    {
        byte[] shown = _bytes[from..to];
        foreach ((int start, int end) in _secrets)
        {
            if (start < to && end > from)
            {
                shown.AsSpan(Math.Max(0, start - from)..Math.Min(shown.Length, end - from)).Fill((byte)'*');
            }
        }
        return shown;
    }

    private static Excerpt Cut(string before, string after, int length, bool isCutBefore, bool isCutAfter)
    {
        int room = ExcerptLength / 2;
        if (before.Length > room && before.Length + after.Length > ExcerptLength)
        {
            (before, isCutBefore) = (before[^room..], true);
        }
        if (before.Length + after.Length > ExcerptLength)
        {
            (after, isCutAfter) = (after[..Math.Max(0, Math.Min(after.Length, ExcerptLength - before.Length))], true);
        }
        before = isCutBefore ? "…" + before : before;
        int pointed = Math.Clamp(length, 1, Math.Max(1, after.Length));
        string line = before + after + (isCutAfter ? "…" : "");
        return new Excerpt(Printable.Replace(line), before.Length, pointed);
    }
}
