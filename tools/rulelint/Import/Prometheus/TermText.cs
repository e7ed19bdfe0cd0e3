using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Formulas as text: the inputs named after what they read, no bracket that is not needed.</summary>
internal sealed partial class TermText
{
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "and", "or", "not", "in", "if" };

    private readonly Dictionary<string, string> _nameOf = new(StringComparer.Ordinal);
    private readonly List<(string Name, InputSpec Input)> _inputs = [];

    private TermText()
    {
    }

    public static (string Formula, IReadOnlyList<(string Name, InputSpec Input)> Inputs) Write(Term term)
    {
        var text = new TermText();
        return (text.Write(term, 0), text._inputs);
    }

    /// <summary>Everything that the term is made of, itself first.</summary>
    public static IEnumerable<Term> Parts(Term term) => (term switch
    {
        OperationTerm operation => [operation.Left, operation.Right],
        CallTerm call => call.Arguments,
        _ => (IEnumerable<Term>)[],
    }).SelectMany(Parts).Prepend(term);

    /// <summary>The term with each input replaced.</summary>
    public static Term Map(Term term, Func<InputSpec, InputSpec> replace) => term switch
    {
        InputTerm input => new InputTerm(replace(input.Input)),
        OperationTerm operation => operation with { Left = Map(operation.Left, replace), Right = Map(operation.Right, replace) },
        CallTerm call => call with { Arguments = [.. call.Arguments.Select(argument => Map(argument, replace))] },
        _ => term,
    };

    private static int Precedence(string sign) => sign switch
    {
        "or" => 1,
        "and" => 2,
        "==" or "!=" or "<" or "<=" or ">" or ">=" => 3,
        "+" or "-" => 4,
        _ => 5,
    };

    private string Write(Term term, int outer)
    {
        switch (term)
        {
            case NumberTerm number:
                return number.Value < 0 && outer > 0 ? $"({JsonLine.Number(number.Value)})" : JsonLine.Number(number.Value);
            case InputTerm input:
                return NameOf(input.Input);
            case CallTerm call:
                NameFirst(call);
                return $"{call.Function}({string.Join(", ", call.Arguments.Select(argument => Write(argument, 0)))})";
            case OperationTerm operation:
                int precedence = Precedence(operation.Operator);
                // a - (b - c) is not a - b - c; sums of sums may round otherwise, too.
                string text = $"{Write(operation.Left, precedence)} {operation.Operator} {Write(operation.Right, precedence + 1)}";
                return precedence < outer ? $"({text})" : text;
            default:
                throw new InvalidOperationException($"A {term.GetType().Name} has no text.");
        }
    }

    // What is chosen says more of the signal than the guard before it.
    private void NameFirst(CallTerm call)
    {
        foreach (InputTerm input in call.Function == "if" ? Parts(call.Arguments[1]).OfType<InputTerm>() : [])
        {
            NameOf(input.Input);
        }
    }

    private string NameOf(InputSpec input)
    {
        string key = input.Written();
        if (_nameOf.TryGetValue(key, out string? known))
        {
            return known;
        }
        string wanted = NotOfAName().Replace(input.Signal ?? input.Metric!, "_").Trim('_');
        wanted = wanted.Length > 56 ? wanted[..56] : wanted;
        // A few words, and a digit in front, are not names.
        wanted = wanted.Length == 0 || char.IsAsciiDigit(wanted[0]) || s_words.Contains(wanted) ? $"input_{wanted}" : wanted;
        string name = wanted;
        for (int i = 2; _inputs.Exists(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); i++)
        {
            name = $"{wanted}_{i}";
        }
        _inputs.Add((name, input));
        return _nameOf[key] = name;
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotOfAName();
}
