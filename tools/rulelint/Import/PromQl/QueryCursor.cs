namespace RulesPlatform.RuleLint.Import.PromQl;

/// <summary>A place among tokens, of which the last is the end. The first flaw that is reported counts.</summary>
internal sealed class QueryCursor(IReadOnlyList<QueryToken> tokens)
{
    private int _next;

    /// <summary>Null where all is well so far.</summary>
    public QueryProblem? Problem { get; private set; }

    public QueryToken Current => tokens[Math.Min(_next, tokens.Count - 1)];

    /// <summary>Where the token before ends.</summary>
    public int LastEnd => _next == 0 ? 0 : tokens[Math.Min(_next, tokens.Count) - 1].End;

    public QueryToken Take() => tokens[Math.Min(_next++, tokens.Count - 1)];

    public bool TakeSign(string sign) => TakeIf(Current.Is(sign));

    public bool TakeWord(string word) => TakeIf(Current.IsWord(word));

    public bool TakeAny(QueryTokenKind kind) => TakeIf(Current.Kind == kind);

    public void Expect(string sign)
    {
        if (!TakeSign(sign))
        {
            Refuse($"'{sign}'");
        }
    }

    /// <param name="expected">What should stand here.</param>
    public void Refuse(string expected) => Refuse(
        Current.Start, Current.Kind == QueryTokenKind.Broken ? Current.Text : $"expected {expected}, but there is {(Current.Kind == QueryTokenKind.End ? Current.Text : $"'{Current.Text}'")}");

    public void Refuse(int at, string message) => Problem ??= new QueryProblem(at, message);

    private bool TakeIf(bool isOne)
    {
        _next += isOne ? 1 : 0;
        return isOne;
    }
}
