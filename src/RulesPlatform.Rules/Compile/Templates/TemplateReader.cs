using System.Text;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Syntax;
using Nearest = RulesPlatform.Rules.Text.Nearest;

namespace RulesPlatform.Rules.Compile.Templates;

/// <summary>Cuts a template into parts and checks every place. One pass; finds all problems.</summary>
internal sealed class TemplateReader
{
    private const int MostPlaces = 256;
    private const string LabelCall = "alert.Label(";

    private readonly string _text;
    private readonly IReadOnlyList<string>? _levels;
    private readonly List<TemplatePart> _parts = [];
    private readonly List<CompileProblem> _problems = [];
    private int _at;
    private int _places;

    private TemplateReader(string text, IReadOnlyList<string>? levels) => (_text, _levels) = (text, levels);

    public static (IReadOnlyList<TemplatePart> Parts, IReadOnlyList<CompileProblem> Problems) Read(string text, IReadOnlyList<string>? levels)
    {
        var reader = new TemplateReader(text, levels);
        reader.Run();
        return (reader._parts, reader._problems);
    }

    private void Run()
    {
        var plain = new StringBuilder();
        while (_at < _text.Length)
        {
            char next = _text[_at];
            if (next is '{' or '}' && _at + 1 < _text.Length && _text[_at + 1] == next)
            {
                plain.Append(next);
                _at += 2;
            }
            else if (next == '}')
            {
                _problems.Add(new CompileProblem(_at++, 1, "this '}' closes nothing", "write }} for a brace") { Kind = ExpressionProblems.Template });
            }
            else if (next == '{')
            {
                Keep(plain);
                if (!Place())
                {
                    return;
                }
            }
            else
            {
                plain.Append(next);
                _at++;
            }
        }
        Keep(plain);
    }

    private void Keep(StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            _parts.Add(new TemplatePart(plain.ToString(), null));
            plain.Clear();
        }
    }

    /// <returns>False where nothing after this place can be read.</returns>
    private bool Place()
    {
        int open = _at;
        int close = _text.IndexOf('}', open);
        int inner = _text.IndexOf('{', open + 1);
        if (close < 0 || (inner >= 0 && inner < close))
        {
            _problems.Add(new CompileProblem(open, 1, "this '{' is never closed", "close it with }, or write {{ for a brace") { Kind = ExpressionProblems.Template });
            return false;
        }
        if (_places++ == MostPlaces)
        {
            _problems.Add(new CompileProblem(open, 1, $"the text has more than {MostPlaces} places") { Kind = ExpressionProblems.TooLarge });
            return false;
        }
        _at = close + 1;
        int colon = Colon(open + 1, close);
        string path = _text[(open + 1)..colon].Trim();
        string format = colon < close ? _text[(colon + 1)..close].Trim() : "";
        int pathAt = open + 1 + Blanks(open + 1, colon);
        if (path.Length == 0)
        {
            _problems.Add(new CompileProblem(open, close + 1 - open, "a place without a path", "write {signal.Value}, or {{ for a brace") { Kind = ExpressionProblems.Template });
            return true;
        }
        Fill(path, pathAt, format, colon + 1 + Blanks(colon + 1, close));
        return true;
    }

    // A label's name may hold a colon.
    private int Colon(int from, int close)
    {
        int parenthesis = _text.IndexOf(')', from, close - from);
        int colon = _text.IndexOf(':', parenthesis < 0 ? from : parenthesis, close - (parenthesis < 0 ? from : parenthesis));
        return colon < 0 ? close : colon;
    }

    private int Blanks(int from, int to)
    {
        int at = from;
        while (at < to && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }
        return at - from;
    }

    private void Fill(string path, int pathAt, string format, int formatAt)
    {
        if (Number(path, pathAt) is { } number)
        {
            if (NumberFormat.Find(format) is { } show)
            {
                _parts.Add(new TemplatePart(null, facts => NumberFormat.Show(number(facts), show)));
                return;
            }
            Refuse(formatAt, format, $"'{format}' is not a format",
                Nearest.Hint(format, NumberFormat.Known, $"the formats are {string.Join(", ", NumberFormat.Known)}"), Nearest.Surely(format, NumberFormat.Known));
            return;
        }
        if ((TemplatePath.Text(path) ?? Label(path, pathAt)) is not { } text)
        {
            return;
        }
        if (format.Length > 0)
        {
            Refuse(formatAt, format, $"'{path}' is a text and takes no format", $"write {{{path}}}");
            return;
        }
        _parts.Add(new TemplatePart(null, text));
    }

    private Func<AlertFacts, double>? Number(string path, int at)
    {
        const string threshold = "threshold.";
        if (!path.StartsWith(threshold, StringComparison.OrdinalIgnoreCase))
        {
            return TemplatePath.Number(path);
        }
        string level = path[threshold.Length..];
        if (_levels is null ? Identifiers.IsOne(level) : _levels.Contains(level, StringComparer.OrdinalIgnoreCase))
        {
            return facts => TemplatePath.Level(facts, level);
        }
        string otherwise = _levels is null ? "a level's name has letters, digits and _"
            : _levels.Count == 0 ? "the rule's signal has no levels" : $"the levels are {string.Join(", ", _levels)}";
        Refuse(at + threshold.Length, level, $"'{level}' is not a level", Nearest.Hint(level, _levels ?? [], otherwise), Nearest.Surely(level, _levels ?? []));
        return _ => double.NaN;
    }

    private Func<AlertFacts, string?>? Label(string path, int at)
    {
        if (path.StartsWith(LabelCall, StringComparison.OrdinalIgnoreCase) && path.EndsWith(')'))
        {
            string name = path[LabelCall.Length..^1].Trim().Trim('"');
            if (name.Length is > 0 and <= 128 && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '_' or ':' or '.' or '-'))
            {
                return facts => facts.Labels[name] is { Length: > 0 } value ? value : null;
            }
            Refuse(at + LabelCall.Length, path[LabelCall.Length..^1], $"'{name}' is not a label's name", "write alert.Label(NAME)");
            return null;
        }
        string[] known = [.. TemplatePath.Known];
        bool isLabel = path.StartsWith("alert.Label", StringComparison.OrdinalIgnoreCase);
        Refuse(at, path, $"'{path}' is not known to a template",
            isLabel ? "write alert.Label(NAME)" : Nearest.Hint(path, known, $"the paths are {string.Join(", ", known)}"), isLabel ? null : Nearest.Surely(path, known));
        return null;
    }

    private void Refuse(int at, string word, string message, string? help, string? instead = null) =>
        _problems.Add(new CompileProblem(at, Math.Max(1, word.Length), message, help) { Instead = instead, Kind = ExpressionProblems.Place });
}
