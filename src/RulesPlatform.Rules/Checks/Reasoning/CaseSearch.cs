using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>
/// Looks for a case in which conditions turn out as asked, by narrowing what their operands may be and by cases where one of several
/// things must hold. "There is none" is proven; "there may be one" is not: not everything is seen through, and each question ends after so many steps.
/// </summary>
/// <param name="operands">What each operand may be; operands are taken to be independent of each other.</param>
internal sealed class CaseSearch(Func<Term, Interval> operands)
{
    private const int MostSteps = 2_000;
    private const int MostRounds = 6;

    private int _steps;

    /// <summary>False only where no operands in their ranges make every condition what is asked of it.</summary>
    public bool MayBe(params ReadOnlySpan<(Term Condition, bool Holds)> asked)
    {
        _steps = 0;
        if (asked.Length == 1 && Plainly(asked[0].Condition, asked[0].Holds) is { } answer)
        {
            return answer;
        }
        _steps = 0;
        ImmutableStack<(Term, bool)> open = [];
        foreach ((Term, bool) one in asked)
        {
            open = open.Push(one);
        }
        return Explore(new Box(), open, []);
    }

    /// <summary>Every value that a number can have where the conditions are what is asked of them; Nothing where they cannot be.</summary>
    public Interval RangeOf(Term number, params ReadOnlySpan<(Term Condition, bool Holds)> asked)
    {
        _steps = 0;
        var box = new Box();
        foreach ((Term condition, bool holds) in asked)
        {
            if (!Take(box, condition, holds))
            {
                return Interval.Nothing;
            }
        }
        return Settle(box) ? Range(number, box) : Interval.Nothing;
    }

    private bool IsSpent => ++_steps > MostSteps;

    /// <summary>
    /// Most conditions compare operands with constants, each operand once: then no part has a say in what another may be, and no case is needed.
    /// Null for all others.
    /// </summary>
    private bool? Plainly(Term condition, bool holds)
    {
        switch (condition.Kind)
        {
            case ExpressionType.Constant:
                return (bool)condition.Mark! == holds;
            case ExpressionType.Not:
                return Plainly(condition.Parts[0], !holds);
            case ExpressionType.AndAlso or ExpressionType.OrElse:
                bool needsBoth = condition.Kind == ExpressionType.AndAlso == holds;
                if (IsSpent || (needsBoth && (condition.Parts[0].Reads & condition.Parts[1].Reads) != 0))
                {
                    return null;
                }
                bool? first = Plainly(condition.Parts[0], holds);
                return first == needsBoth ? Plainly(condition.Parts[1], holds) : first;
            default:
                return condition.IsComparison && RangeOfLeaf(condition.Parts[0]) is { } left && RangeOfLeaf(condition.Parts[1]) is { } right
                    ? (condition.RelationsWhere(holds) & IntervalRelations.Possible(left, right) & Related(condition)) != Relations.None
                    : null;
        }
    }

    private Interval? RangeOfLeaf(Term number) =>
        number.IsOperand ? operands(number) : number.Kind == ExpressionType.Constant ? Interval.At((double)number.Mark!) : null;

    /// <summary>What a comparison's sides can be to each other by what they say alone.</summary>
    private static Relations Related(Term comparison) => comparison.Parts[0] == comparison.Parts[1] ? Relations.Equal | Relations.Unordered : Relations.Any;

    /// <param name="choices">Conditions that hold in more than one way, put off until the rest has narrowed the case.</param>
    private bool Explore(Box box, ImmutableStack<(Term Condition, bool Holds)> open, ImmutableStack<(Term Condition, bool Holds)> choices)
    {
        while (!open.IsEmpty)
        {
            if (IsSpent)
            {
                return true;
            }
            open = open.Pop(out (Term Condition, bool Holds) next);
            bool? known = box.Assume(next.Condition, next.Holds);
            if (known is not null)
            {
                if (known != next.Holds)
                {
                    return false;
                }
                continue;
            }
            if (IsChoice(next.Condition, next.Holds))
            {
                choices = choices.Push(next);
            }
            else if (!Decompose(next.Condition, next.Holds, box, ref open))
            {
                return false;
            }
        }
        if (!Settle(box))
        {
            return false;
        }
        if (choices.IsEmpty)
        {
            return true;
        }
        choices = choices.Pop(out (Term Condition, bool Holds) choice);
        foreach ((Term, bool)[] way in Ways(choice.Condition, choice.Holds))
        {
            if (Explore(box.Copy(), way.Aggregate(ImmutableStack<(Term, bool)>.Empty, (stack, one) => stack.Push(one)), choices))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsChoice(Term condition, bool holds) => condition.Kind switch
    {
        ExpressionType.AndAlso => !holds,
        ExpressionType.OrElse => holds,
        ExpressionType.Conditional => true,
        ExpressionType.Equal or ExpressionType.NotEqual => !condition.Parts[0].IsNumber,
        _ => false,
    };

    /// <summary>The ways, one of which must be so; each is what must hold together.</summary>
    private static (Term, bool)[][] Ways(Term condition, bool holds)
    {
        ReadOnlySpan<Term> parts = condition.Parts;
        bool isSame = holds == (condition.Kind == ExpressionType.Equal);
        return condition.Kind switch
        {
            ExpressionType.Conditional => [[(parts[0], true), (parts[1], holds)], [(parts[0], false), (parts[2], holds)]],
            ExpressionType.Equal or ExpressionType.NotEqual => [[(parts[0], true), (parts[1], isSame)], [(parts[0], false), (parts[1], !isSame)]],
            _ => [[(parts[0], holds)], [(parts[1], holds)]],
        };
    }

    /// <returns>False where it cannot be so in this case.</returns>
    private bool Decompose(Term condition, bool holds, Box box, ref ImmutableStack<(Term, bool)> open)
    {
        switch (condition.Kind)
        {
            case ExpressionType.Constant:
                return (bool)condition.Mark! == holds;
            case ExpressionType.Not:
                open = open.Push((condition.Parts[0], !holds));
                return true;
            case ExpressionType.AndAlso or ExpressionType.OrElse:
                open = open.Push((condition.Parts[1], holds)).Push((condition.Parts[0], holds));
                return true;
            default:
                box.Add(condition, holds);
                return Compare(condition, holds, box, out _);
        }
    }

    /// <summary>As far as that goes without choices; for what is only to narrow a range.</summary>
    private bool Take(Box box, Term condition, bool holds)
    {
        ImmutableStack<(Term Condition, bool Holds)> open = [(condition, holds)];
        while (!open.IsEmpty && !IsSpent)
        {
            open = open.Pop(out (Term Condition, bool Holds) next);
            bool? known = box.Assume(next.Condition, next.Holds);
            if (known is { } other && other != next.Holds)
            {
                return false;
            }
            if (known is null && !IsChoice(next.Condition, next.Holds) && !Decompose(next.Condition, next.Holds, box, ref open))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Compares again as long as that narrows something.</summary>
    private bool Settle(Box box)
    {
        bool isNarrower = box.Comparisons.Count > 1;
        for (int round = 0; isNarrower && round < MostRounds; round++)
        {
            isNarrower = false;
            for (int at = 0; at < box.Comparisons.Count; at++)
            {
                (Term term, bool holds) = box.Comparisons[at];
                if (!Compare(term, holds, box, out bool narrowed))
                {
                    return false;
                }
                isNarrower |= narrowed;
            }
        }
        return true;
    }

    /// <summary>Takes one comparison for true or false, and narrows both sides by it.</summary>
    /// <returns>False where it cannot be so in this case.</returns>
    private bool Compare(Term comparison, bool holds, Box box, out bool narrowed)
    {
        narrowed = false;
        (Term left, Term right) = (comparison.Parts[0], comparison.Parts[1]);
        (Interval one, Interval other) = (Range(left, box), Range(right, box));
        if (one.IsEmpty || other.IsEmpty)
        {
            return false;
        }
        Relations possible = box.Relate(left, right, comparison.RelationsWhere(holds) & IntervalRelations.Possible(one, other) & Related(comparison));
        if (possible == Relations.None)
        {
            return false;
        }
        // Where one of them may be NaN, the other may be anything.
        if (!possible.HasFlag(Relations.Unordered))
        {
            (one, other) = IntervalRelations.Narrowed(one, other, possible);
            narrowed = box.Narrow(left, one) | box.Narrow(right, other);
            return one.HasNumbers && other.HasNumbers;
        }
        return true;
    }

    private Interval Range(Term number, Box box)
    {
        if (IsSpent)
        {
            return Interval.Anything;
        }
        Interval range = number.IsOperand ? operands(number) : number.Kind switch
        {
            ExpressionType.Constant => Interval.At((double)number.Mark!),
            ExpressionType.Negate => IntervalArithmetic.Negate(Range(number.Parts[0], box)),
            ExpressionType.Add => IntervalArithmetic.Add(Range(number.Parts[0], box), Range(number.Parts[1], box)),
            ExpressionType.Subtract => IntervalArithmetic.Subtract(Range(number.Parts[0], box), Range(number.Parts[1], box)),
            ExpressionType.Multiply => IntervalArithmetic.Multiply(Range(number.Parts[0], box), Range(number.Parts[1], box)),
            ExpressionType.Divide => IntervalArithmetic.Divide(Range(number.Parts[0], box), Range(number.Parts[1], box)),
            ExpressionType.Modulo => IntervalArithmetic.Modulo(Range(number.Parts[0], box), Range(number.Parts[1], box)),
            ExpressionType.Conditional => Choice(number, box),
            _ => Call(number, box),
        };
        return box.RangeOf(number) is { } known ? range.Meet(known) : range;
    }

    private Interval Call(Term call, Box box)
    {
        Span<Interval> arguments = stackalloc Interval[call.Parts.Length];
        for (int at = 0; at < arguments.Length; at++)
        {
            arguments[at] = Range(call.Parts[at], box);
        }
        return FunctionRanges.Of((MethodInfo)call.Mark!, arguments);
    }

    private Interval Choice(Term choice, Box box)
    {
        Interval hull = Interval.Nothing;
        foreach (bool holds in (ReadOnlySpan<bool>)[true, false])
        {
            Box branch = box.Copy();
            if (Take(branch, choice.Parts[0], holds))
            {
                hull = hull.Hull(Range(choice.Parts[holds ? 1 : 2], branch));
            }
        }
        return hull;
    }
}
