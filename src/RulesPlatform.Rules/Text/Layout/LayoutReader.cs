using System.Text;

namespace RulesPlatform.Rules.Text.Layout;

/// <summary>A text that is known to parse without a flaw → its layout. Recursion is bounded by <see cref="ParseBounds.MaxDepth"/>.</summary>
internal sealed class LayoutReader
{
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private int _end;
    private Token _token;
    private Gap _gap = new([], 0);

    private LayoutReader(SourceText source)
    {
        (_source, _end) = (source, source.TextStart);
        _scanner = new Scanner(source, new DiagnosticBag());
        Move();
    }

    /// <returns>The value, and the comments on lines of their own after it.</returns>
    public static (LayoutEntry Root, IReadOnlyList<Comment> Last) Read(SourceText source)
    {
        var reader = new LayoutReader(source);
        LayoutEntry root = reader.ReadEntry([], 0, startsLine: true, isMember: false);
        int beside = reader._gap.Beside(isClosed: true);
        root.Beside.AddRange(reader._gap.Comments.Take(beside));
        return (root, [.. reader._gap.Comments.Skip(beside)]);
    }

    private void Move()
    {
        _token = _scanner.Next();
        _gap = Gap.Of(_source.Bytes[_end.._token.Start]);
        _end = _token.End;
    }

    /// <summary>At the first token of an entry; leaves at the token after its value.</summary>
    /// <param name="above">Comments left over from the gaps before.</param>
    /// <param name="from">How many comments of the present gap belong to what stands before.</param>
    private LayoutEntry ReadEntry(IReadOnlyList<Comment> above, int from, bool startsLine, bool isMember)
    {
        Gap gap = _gap;
        int lead = gap.Leading(from);
        List<Comment> over = [.. above, .. gap.Comments.Skip(from).SkipLast(lead)];
        string? name = null;
        if (isMember)
        {
            name = Written();
            Move();
            over.AddRange(Gone());
            Move();
            over.AddRange(Gone());
        }
        IReadOnlyList<Comment> leading = [.. gap.Comments.TakeLast(lead)];
        int breaks = lead > 0 ? leading[0].BreaksBefore : gap.Breaks;
        LayoutPiece value = _token.Kind is TokenKind.OpenObject or TokenKind.OpenArray ? ReadContainer() : ReadScalar();
        return new LayoutEntry(name, value) { Above = over, Lead = leading, HasBlankBefore = breaks > 1, StartsLine = startsLine || over.Count > 0 };
    }

    private LayoutPiece ReadScalar()
    {
        var piece = new LayoutPiece(_token.Kind, Written());
        Move();
        return piece;
    }

    private LayoutPiece ReadContainer()
    {
        var piece = new LayoutPiece(_token.Kind);
        TokenKind close = piece.Kind == TokenKind.OpenObject ? TokenKind.CloseObject : TokenKind.CloseArray;
        Move();
        int taken = _gap.Beside(isClosed: _token.Kind == close);
        piece.Opened.AddRange(_gap.Comments.Take(taken));
        piece.IsBroken = _gap.HasBreak;
        var left = new List<Comment>();
        bool startsLine = _gap.HasBreak;
        while (_token.Kind != close)
        {
            LayoutEntry entry = ReadEntry(left, taken, startsLine, piece.Kind == TokenKind.OpenObject);
            piece.Entries.Add(entry);
            (left, taken, startsLine) = TakeSeparator(entry, close);
        }
        piece.Last.AddRange([.. left, .. _gap.Comments.Skip(taken)]);
        Move();
        return piece;
    }

    /// <summary>After a value: what is beside it, and what is left for the entry after it.</summary>
    private (List<Comment> Left, int Taken, bool StartsLine) TakeSeparator(LayoutEntry entry, TokenKind close)
    {
        int beside = _gap.Beside(isClosed: true);
        entry.Beside.AddRange(_gap.Comments.Take(beside));
        if (_token.Kind == close)
        {
            return ([], beside, true);
        }
        bool isCommaBeside = !_gap.HasBreak;
        List<Comment> left = [.. _gap.Comments.Skip(beside)];
        Move();
        int more = isCommaBeside ? _gap.Beside(isClosed: _token.Kind == close) : 0;
        entry.Beside.AddRange(_gap.Comments.Take(more));
        return (left, more, !isCommaBeside || _gap.HasBreak);
    }

    // A comment between a name and its value goes above the two.
    private IEnumerable<Comment> Gone() => _gap.Comments.Select(comment => comment with { BreaksBefore = 1 });

    private string Written() => Encoding.UTF8.GetString(_source.Bytes[_token.Start.._token.End]);
}
