using System.Text;

namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>An expression whose grammar and size are in order.</summary>
/// <param name="Roles">One a token.</param>
/// <param name="Partners">For an opening parenthesis the index of its closing one and back; −1 elsewhere.</param>
internal sealed record CheckedText(string Text, IReadOnlyList<Token> Tokens, IReadOnlyList<TokenRole> Roles, IReadOnlyList<int> Partners)
{
    /// <summary>The author's text from one token to another, white space as single blanks.</summary>
    public string Between(int first, int last)
    {
        var text = new StringBuilder();
        for (int at = first; at <= last; at++)
        {
            if (at > first && Tokens[at - 1].End < Tokens[at].Offset)
            {
                text.Append(' ');
            }
            text.Append(Tokens[at].Text);
        }
        return text.ToString();
    }

    /// <summary>The span with all parentheses that enclose exactly it.</summary>
    public (int First, int Last) Wrapped(int first, int last)
    {
        while (first > 0 && Roles[first - 1] == TokenRole.OpenGroup && Partners[first - 1] == last + 1)
        {
            (first, last) = (first - 1, last + 1);
        }
        return (first, last);
    }

    /// <summary>How many arguments stand between the call's parentheses at <paramref name="open"/>.</summary>
    public int ArgumentsOf(int open)
    {
        int close = Partners[open];
        int arguments = close == open + 1 ? 0 : 1;
        for (int at = open + 1; at < close; at++)
        {
            if (Partners[at] > at)
            {
                at = Partners[at];
            }
            else if (Roles[at] == TokenRole.Comma)
            {
                arguments++;
            }
        }
        return arguments;
    }

    /// <summary>The token that covers <paramref name="offset"/>, or begins next after it; null past the end.</summary>
    public Token? At(int offset)
    {
        foreach (Token token in Tokens)
        {
            if (token.End > offset)
            {
                return token;
            }
        }
        return null;
    }
}
