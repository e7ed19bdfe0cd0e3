using System.Globalization;

namespace RulesPlatform.RuleLint.Import.PromQl;

/// <summary>PromQL text → tree, by precedence climbing. The grammar is that of Prometheus 2.x; types are not checked. The first flaw ends the reading.</summary>
internal sealed class QueryParser
{
    private const int MaxDepth = 64;

    // A chain of operators is a tree as deep as it is long.
    private const int MaxTokens = 2048;

    private static readonly HashSet<string> s_aggregations = new(StringComparer.OrdinalIgnoreCase)
    {
        "sum", "avg", "min", "max", "count", "stddev", "stdvar", "group", "topk", "bottomk", "quantile", "count_values",
    };

    private static readonly HashSet<string> s_withParameter = new(StringComparer.OrdinalIgnoreCase) { "topk", "bottomk", "quantile", "count_values" };

    private readonly QueryCursor _cursor;
    private int _depth;

    private QueryParser(IReadOnlyList<QueryToken> tokens) => _cursor = new QueryCursor(tokens);

    private QueryProblem? Problem => _cursor.Problem;

    private QueryToken Current => _cursor.Current;

    private int LastEnd => _cursor.LastEnd;

    public static bool TryParse(string text, out Query query, out QueryProblem? problem)
    {
        IReadOnlyList<QueryToken> tokens = QueryLexer.Read(text);
        var parser = new QueryParser(tokens);
        if (tokens.Count > MaxTokens)
        {
            (query, problem) = (parser.Nothing(), new QueryProblem(tokens[MaxTokens].Start, $"it goes on past {MaxTokens} words and signs"));
            return false;
        }
        query = parser.Binary(1);
        if (parser.Current.Kind != QueryTokenKind.End)
        {
            parser._cursor.Refuse("an operator, or the end");
        }
        problem = parser.Problem;
        return problem is null;
    }

    private static int Precedence(QueryToken token) => token.Text.ToLowerInvariant() switch
    {
        _ when token.Kind is not (QueryTokenKind.Sign or QueryTokenKind.Word) => 0,
        "or" => 1,
        "and" or "unless" => 2,
        "==" or "!=" or "<" or "<=" or ">" or ">=" => 3,
        "+" or "-" => 4,
        "*" or "/" or "%" or "atan2" => 5,
        "^" => 6,
        _ => 0,
    };

    /// <summary>Every recursion passes here.</summary>
    private Query Binary(int least)
    {
        if (++_depth > MaxDepth)
        {
            _cursor.Refuse($"at most {MaxDepth} levels of nesting");
        }
        Query left = Unary();
        while (Precedence(Current) is var precedence && precedence >= least && Problem is null)
        {
            string sign = _cursor.Take().Text.ToLowerInvariant();
            bool isBool = _cursor.TakeWord("bool");
            QueryMatching? matching = Matching();
            Query right = Binary(sign == "^" ? precedence : precedence + 1);
            left = new BinaryQuery(left.Start, LastEnd, sign, left, right, isBool, matching);
        }
        _depth--;
        return left;
    }

    private QueryMatching? Matching()
    {
        bool isOn = Current.IsWord("on");
        if (!isOn && !Current.IsWord("ignoring"))
        {
            return null;
        }
        _cursor.Take();
        IReadOnlyList<string> labels = Labels();
        QuerySide? many = Current.IsWord("group_left") ? QuerySide.Left : Current.IsWord("group_right") ? QuerySide.Right : null;
        if (many is null)
        {
            return new QueryMatching(isOn, labels, null, []);
        }
        _cursor.Take();
        return new QueryMatching(isOn, labels, many, Current.Is("(") ? Labels() : []);
    }

    // A sign binds less than ^ and more than *: -1^2 is -(1^2).
    private Query Unary()
    {
        int start = Current.Start;
        if (Problem is not null || !(Current.Is("-") || Current.Is("+")))
        {
            return Postfix(Primary());
        }
        bool isNegative = _cursor.Take().Is("-");
        Query inner = Binary(6);
        return isNegative ? new NegationQuery(start, inner.End, inner) : inner;
    }

    private Query Primary()
    {
        QueryToken token = Current;
        if (Problem is not null)
        {
            return Nothing();
        }
        switch (token.Kind)
        {
            case QueryTokenKind.Number:
                _cursor.Take();
                return Number(token);
            case QueryTokenKind.Text:
                _cursor.Take();
                return new TextQuery(token.Start, token.End, token.Text);
            case QueryTokenKind.Word:
                return Named(_cursor.Take());
            case QueryTokenKind.Sign when token.Text == "{":
                IReadOnlyList<QueryMatcher> matchers = Matchers();
                return new SelectorQuery(token.Start, LastEnd, null, matchers, null, TimeSpan.Zero, false);
            case QueryTokenKind.Sign when token.Text == "(":
                _cursor.Take();
                Query inner = Binary(1);
                _cursor.Expect(")");
                return inner with { Start = token.Start, End = LastEnd };
            default:
                _cursor.Refuse("a metric, a number or a function");
                return Nothing();
        }
    }

    private Query Named(QueryToken name)
    {
        if (s_aggregations.Contains(name.Text) && (Current.Is("(") || Current.IsWord("by") || Current.IsWord("without")))
        {
            return Aggregate(name);
        }
        if (Current.Is("("))
        {
            List<Query> arguments = Arguments();
            return new CallQuery(name.Start, LastEnd, name.Text, arguments);
        }
        if (name.Text.ToLowerInvariant() is "inf" or "nan" && !Current.Is("{"))
        {
            return new NumberQuery(name.Start, name.End, name.IsWord("inf") ? double.PositiveInfinity : double.NaN);
        }
        IReadOnlyList<QueryMatcher> matchers = Current.Is("{") ? Matchers() : [];
        return new SelectorQuery(name.Start, LastEnd, name.Text, matchers, null, TimeSpan.Zero, false);
    }

    private AggregateQuery Aggregate(QueryToken name)
    {
        (IReadOnlyList<string> Labels, bool IsWithout)? grouping = Grouping();
        List<Query> arguments = Arguments();
        grouping ??= Grouping();
        bool hasParameter = s_withParameter.Contains(name.Text);
        if (arguments.Count != (hasParameter ? 2 : 1))
        {
            _cursor.Refuse(name.Start, $"{name.Text} takes {(hasParameter ? "a parameter and an expression" : "one expression")}");
        }
        return new AggregateQuery(
            name.Start, LastEnd, name.Text.ToLowerInvariant(), hasParameter && arguments.Count > 0 ? arguments[0] : null, arguments.Count > 0 ? arguments[^1] : Nothing(),
            grouping?.Labels ?? [], grouping?.IsWithout ?? false);
    }

    private (IReadOnlyList<string> Labels, bool IsWithout)? Grouping()
    {
        if (!Current.IsWord("by") && !Current.IsWord("without"))
        {
            return null;
        }
        bool isWithout = _cursor.Take().IsWord("without");
        return (Labels(), isWithout);
    }

    private List<Query> Arguments()
    {
        var arguments = new List<Query>();
        _cursor.Expect("(");
        while (!Current.Is(")") && Problem is null)
        {
            arguments.Add(Binary(1));
            if (!_cursor.TakeSign(","))
            {
                break;
            }
        }
        _cursor.Expect(")");
        return arguments;
    }

    private List<string> Labels()
    {
        var labels = new List<string>();
        _cursor.Expect("(");
        while (Current.Kind == QueryTokenKind.Word)
        {
            labels.Add(_cursor.Take().Text);
            if (!_cursor.TakeSign(","))
            {
                break;
            }
        }
        _cursor.Expect(")");
        return labels;
    }

    private List<QueryMatcher> Matchers()
    {
        var matchers = new List<QueryMatcher>();
        _cursor.Expect("{");
        while (Current.Kind == QueryTokenKind.Word)
        {
            string label = _cursor.Take().Text;
            string sign = Current.Text;
            if (Current.Kind != QueryTokenKind.Sign || sign is not ("=" or "!=" or "=~" or "!~"))
            {
                _cursor.Refuse("=, !=, =~ or !~");
                break;
            }
            _cursor.Take();
            if (Current.Kind != QueryTokenKind.Text)
            {
                _cursor.Refuse("a text in quotes");
                break;
            }
            matchers.Add(new QueryMatcher(label, sign, _cursor.Take().Text));
            if (!_cursor.TakeSign(","))
            {
                break;
            }
        }
        _cursor.Expect("}");
        return matchers;
    }

    private Query Postfix(Query query)
    {
        while (Problem is null)
        {
            if (Current.Is("["))
            {
                query = Ranged(query);
            }
            else if (_cursor.TakeWord("offset"))
            {
                int direction = _cursor.TakeSign("-") ? -1 : 1;
                TimeSpan offset = Duration() * direction;
                query = query is SelectorQuery selector ? selector with { Offset = offset, End = LastEnd } : NotASelector(query, "offset");
            }
            else if (_cursor.TakeSign("@"))
            {
                _cursor.Take();
                query = query is SelectorQuery selector ? selector with { IsPinned = true, End = LastEnd } : NotASelector(query, "@");
            }
            else
            {
                return query;
            }
        }
        return query;
    }

    private Query Ranged(Query query)
    {
        _cursor.Take();
        TimeSpan range = Duration();
        if (_cursor.TakeSign(":"))
        {
            _cursor.TakeAny(QueryTokenKind.Duration);
            _cursor.Expect("]");
            return new SubqueryQuery(query.Start, LastEnd, query, range);
        }
        _cursor.Expect("]");
        return query is SelectorQuery { Range: null } selector ? selector with { Range = range, End = LastEnd } : NotASelector(query, "a range");
    }

    private Query NotASelector(Query query, string what)
    {
        // A subquery may say when, too; it is not carried over either way.
        if (query is not SubqueryQuery)
        {
            _cursor.Refuse(query.Start, $"{what} stands after a selector only");
        }
        return query;
    }

    private TimeSpan Duration()
    {
        if (Current.Kind != QueryTokenKind.Duration || !QueryDuration.TryRead(Current.Text, out TimeSpan duration))
        {
            _cursor.Refuse("a duration such as 5m");
            return TimeSpan.Zero;
        }
        _cursor.Take();
        return duration;
    }

    private NumberQuery Number(QueryToken token)
    {
        double value = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(token.Text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong whole) ? whole : double.NaN
            : double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
        if (double.IsNaN(value))
        {
            _cursor.Refuse(token.Start, $"'{token.Text}' is not a number");
        }
        return new NumberQuery(token.Start, token.End, value);
    }

    private NumberQuery Nothing() => new(Current.Start, Current.Start, double.NaN);
}
