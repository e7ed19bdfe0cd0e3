using System.Text;

namespace RulesPlatform.Rules.Text;

/// <summary>
/// Tokens → a tree. Iterative: nesting costs memory, never stack. Small slips (a missing comma, quote or colon) are reported
/// and read as they were meant; where brackets do not match, the tree is marked as not whole.
/// </summary>
internal sealed class TreeParser
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _bag;
    private readonly ParseBounds _bounds;
    private readonly Scanner _scanner;
    private readonly Stack<OpenNode> _open = new();
    private readonly Stack<OpenNode> _spare = new();
    private TextNode? _root;
    private Expected _expected = Expected.Value;
    private Token _before;
    private int _nodes;
    private bool _isWhole = true;
    private bool _isStopped;

    private TreeParser(SourceText source, DiagnosticBag bag, ParseBounds bounds)
    {
        (_source, _bag, _bounds) = (source, bag, bounds);
        _scanner = new Scanner(source, bag);
    }

    private enum Expected
    {
        /// <summary>A value; in an array its end too.</summary>
        Value,

        /// <summary>A member's name, or the object's end.</summary>
        Name,
        Colon,

        /// <summary>A comma, or the end of the object or array.</summary>
        Separator,

        /// <summary>The end of the file.</summary>
        End,
    }

    /// <summary>Never throws, whatever the bytes.</summary>
    public static ParsedText Parse(SourceText source, DiagnosticBag bag, ParseBounds? bounds = null)
    {
        bounds ??= ParseBounds.Default;
        if (!EncodingCheck.Passes(source, bag, bounds))
        {
            return new ParsedText(source, null, IsWhole: false);
        }
        return new TreeParser(source, bag, bounds).Run();
    }

    private ParsedText Run()
    {
        while (!_isStopped)
        {
            Token token = _scanner.Next();
            if (token.Kind == TokenKind.End)
            {
                Finish(token);
                break;
            }
            Take(token);
            _before = token;
        }
        return new ParsedText(_source, _root, _isWhole && _root is not null);
    }

    private void Take(Token token)
    {
        switch (_expected)
        {
            case Expected.Value:
                TakeValue(token);
                break;
            case Expected.Name:
                TakeName(token);
                break;
            case Expected.Colon:
                TakeColon(token);
                break;
            case Expected.Separator:
                TakeSeparator(token);
                break;
            default:
                Stop(token, "text goes on after the end of the value", "a rule file is one object; remove what follows it");
                break;
        }
    }

    private void TakeValue(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.OpenObject or TokenKind.OpenArray:
                Open(token);
                break;
            case TokenKind.CloseArray or TokenKind.CloseObject:
                Close(token);
                break;
            case TokenKind.Comma:
                Problem(token, "a value is missing before ','", "remove the comma or write the value");
                if (_open.TryPeek(out OpenNode? open) && open.Node.Kind == NodeKind.Object)
                {
                    Add(new TextNode(NodeKind.Broken, token.Start, token.End));
                    _expected = Expected.Name;
                }
                break;
            case TokenKind.Colon:
                Problem(token, "':' has no place here", "it stands between a member's name and its value");
                break;
            default:
                Add(Scalar(token));
                break;
        }
    }

    private TextNode Scalar(Token token)
    {
        string? name = _open.TryPeek(out OpenNode? open) ? open.Name?.Text : null;
        SecretPlaces.Mask(_source, name, token);
        switch (token.Kind)
        {
            case TokenKind.String when !token.IsCutShort:
                return new TextNode(NodeKind.String, token.Start, token.End) { Text = token.Text };
            case TokenKind.Number:
                return new TextNode(NodeKind.Number, token.Start, token.End) { Number = token.Number };
            case TokenKind.Word when token.Text is "true":
                return new TextNode(NodeKind.True, token.Start, token.End);
            case TokenKind.Word when token.Text is "false":
                return new TextNode(NodeKind.False, token.Start, token.End);
            case TokenKind.Word when token.Text is "null":
                return new TextNode(NodeKind.Null, token.Start, token.End);
            case TokenKind.Word:
                string help = Nearest.To(token.Text, ["true", "false", "null"]) is { } near ? $"did you mean '{near}'?" : "text stands in double quotes";
                Problem(token, $"{(SecretPlaces.IsSecret(name) ? "this" : Printable.Quote(token.Text))} is no JSON value", help);
                break;
        }
        return new TextNode(NodeKind.Broken, token.Start, token.End);
    }

    private void TakeName(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.CloseObject or TokenKind.CloseArray:
                Close(token);
                break;
            case TokenKind.String or TokenKind.Word:
                if (token.Kind == TokenKind.Word)
                {
                    Problem(token, $"the member name {Printable.Quote(token.Text)} has no quotes", $"write \"{Printable.Clip(token.Text)}\"");
                }
                _open.Peek().Name = token;
                _expected = Expected.Colon;
                break;
            case TokenKind.Comma:
                Problem(token, "there is a comma too many", "remove it");
                break;
            case TokenKind.Broken:
                break;
            default:
                Stop(token, "a member's name is expected here", "members are written \"name\": value");
                break;
        }
    }

    private void TakeColon(Token token)
    {
        if (token.Kind == TokenKind.Colon)
        {
            _expected = Expected.Value;
            return;
        }
        string name = Printable.Quote(_open.Peek().Name!.Value.Text);
        if (token.Kind is TokenKind.Comma or TokenKind.CloseObject)
        {
            Problem(token, $"member {name} has no value", "write \"name\": value");
            Add(new TextNode(NodeKind.Broken, token.Start, token.End));
            TakeSeparator(token);
            return;
        }
        if (token.Kind == TokenKind.Broken)
        {
            _expected = Expected.Value;
            return;
        }
        if (!_before.IsCutShort)
        {
            _bag.Add(TextProblems.Syntax, _source, _before.End, _before.End, $"a colon is missing after {name}", "write \"name\": value");
        }
        _expected = Expected.Value;
        TakeValue(token);
    }

    private void TakeSeparator(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Comma:
                _expected = _open.Peek().Node.Kind == NodeKind.Object ? Expected.Name : Expected.Value;
                break;
            case TokenKind.CloseObject or TokenKind.CloseArray:
                Close(token);
                break;
            case TokenKind.Broken:
                break;
            case TokenKind.Colon:
                Stop(token, "':' has no place here", "it stands between a member's name and its value");
                break;
            default:
                if (!_before.IsCutShort && _before.Kind != TokenKind.Broken)
                {
                    _bag.Add(TextProblems.Syntax, _source, _before.End, _before.End, "a comma is missing here", "members and items are separated by commas");
                }
                _expected = _open.Peek().Node.Kind == NodeKind.Object ? Expected.Name : Expected.Value;
                Take(token);
                break;
        }
    }

    private void Open(Token token)
    {
        if (_open.Count == _bounds.MaxDepth)
        {
            _bag.Add(TextProblems.Bounds, _source, token.Start, token.End, $"values are nested more than {_bounds.MaxDepth} deep here", "no rule file needs this; is a closing bracket missing?");
            (_isStopped, _isWhole) = (true, false);
            return;
        }
        NodeKind kind = token.Kind == TokenKind.OpenObject ? NodeKind.Object : NodeKind.Array;
        var node = new TextNode(kind, token.Start, token.End);
        Add(node);
        _open.Push((_spare.TryPop(out OpenNode? spare) ? spare : new OpenNode()).Begin(node));
        _expected = kind == NodeKind.Object ? Expected.Name : Expected.Value;
    }

    private void Close(Token token)
    {
        NodeKind kind = token.Kind == TokenKind.CloseObject ? NodeKind.Object : NodeKind.Array;
        if (_open.TryPeek(out OpenNode? open) && open.Node.Kind == kind)
        {
            if (_expected == Expected.Value && kind == NodeKind.Object)
            {
                Problem(token, $"member {Printable.Quote(open.Name?.Text ?? "")} has no value", "write \"name\": value");
            }
            CloseTop(token.End);
            return;
        }
        if (open is null)
        {
            Stop(token, $"{Bracket(token)} closes nothing", "a rule file is one object: { … }");
            return;
        }
        TextSpan opened = _source.Span(open.Node.Start, open.Node.Start + 1);
        string opener = open.Node.Kind == NodeKind.Object ? "{" : "[";
        // Whether a bracket is missing or this one is wrong cannot be known: going on would blame what follows.
        Stop(token, $"{Bracket(token)} does not close the '{opener}' of line {opened.Line}", $"close it with '{(opener == "{" ? "}" : "]")}' first, or remove this");
    }

    private void CloseTop(int end)
    {
        OpenNode closed = _open.Pop();
        closed.Seal(end);
        _spare.Push(closed);
        _expected = _open.Count == 0 ? Expected.End : Expected.Separator;
    }

    private void Add(TextNode node)
    {
        if (++_nodes > _bounds.MaxNodes)
        {
            _bag.Add(TextProblems.Bounds, _source, node.Start, node.End, $"the file holds more than {_bounds.MaxNodes} values", "split it into several files");
            (_isStopped, _isWhole) = (true, false);
            return;
        }
        if (!_open.TryPeek(out OpenNode? open))
        {
            _root = node;
            _expected = Expected.End;
            return;
        }
        if (!open.TryAdd(node, out TextMember twin))
        {
            Token name = open.Name!.Value;
            int line = _source.Span(twin.NameStart, twin.NameEnd).Line;
            _bag.Add(TextProblems.DuplicateMember, _source, name.Start, name.End, $"member {Printable.Quote(name.Text)} is there twice, first in line {line}", "remove one of the two");
        }
        _expected = Expected.Separator;
    }

    private void Finish(Token end)
    {
        if (_root is null)
        {
            _bag.Add(TextProblems.Syntax, _source, end.Start, end.Start, "the file holds no value", "a rule file is one object: { \"kind\": … }");
        }
        else if (_open.TryPeek(out OpenNode? open) && !_scanner.IsCutShort)
        {
            string bracket = open.Node.Kind == NodeKind.Object ? "{" : "[";
            _bag.Add(TextProblems.Syntax, _source, open.Node.Start, open.Node.Start + 1, $"this '{bracket}' is never closed", $"add '{(bracket == "{" ? "}" : "]")}'");
        }
        _isWhole &= _open.Count == 0 && _root is not null;
        SealAll(end.Start);
    }

    private void SealAll(int end)
    {
        while (_open.Count > 0)
        {
            CloseTop(end);
        }
    }

    private void Problem(Token token, string message, string? help) =>
        _bag.Add(TextProblems.Syntax, _source, token.Start, token.End, message, help);

    private void Stop(Token token, string message, string help)
    {
        Problem(token, message, help);
        (_isStopped, _isWhole) = (true, false);
        SealAll(token.Start);
    }

    private static string Bracket(Token token) => token.Kind == TokenKind.CloseObject ? "'}'" : "']'";
}
