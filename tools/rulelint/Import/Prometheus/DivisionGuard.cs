namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A division by zero faults a signal here. In Prometheus it gives NaN, which fires nothing.</summary>
internal static class DivisionGuard
{
    /// <summary>The value, or <paramref name="neutral"/> where something in it would be divided by zero.</summary>
    public static Value Around(Value value, double neutral, RuleNotes notes)
    {
        Term[] divisors = [.. Divisors(value.Term).DistinctBy(Written)];
        if (divisors.Length == 0)
        {
            return value;
        }
        notes.Means(Meaning.ZeroDivision);
        Term guard = divisors.Select(divisor => (Term)new OperationTerm("!=", divisor, new NumberTerm(0))).Aggregate((left, right) => new OperationTerm("and", left, right));
        return value with { Term = new CallTerm("if", [guard, value.Term, new NumberTerm(neutral)]) };
    }

    private static string Written(Term term)
    {
        (string formula, IReadOnlyList<(string Name, InputSpec Input)> inputs) = TermText.Write(term);
        return $"{formula} {string.Join(' ', inputs.Select(one => one.Input.Written()))}";
    }

    // What a choice guards already needs no second one.
    private static IEnumerable<Term> Divisors(Term term) => term switch
    {
        CallTerm { Function: "if" } => [],
        OperationTerm { Operator: "/" or "%", Right: not NumberTerm } division => Divisors(division.Left).Concat(Divisors(division.Right)).Append(division.Right),
        OperationTerm operation => Divisors(operation.Left).Concat(Divisors(operation.Right)),
        CallTerm call => call.Arguments.SelectMany(Divisors),
        _ => [],
    };
}
