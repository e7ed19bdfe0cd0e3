namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>What intervals say of relations, and relations of intervals.</summary>
internal static class IntervalRelations
{
    /// <summary>How a number of the one may stand to a number of the other.</summary>
    public static Relations Possible(Interval left, Interval right)
    {
        Relations possible = left.MayBeNaN || right.MayBeNaN ? Relations.Unordered : Relations.None;
        if (left.HasNumbers && right.HasNumbers)
        {
            possible |= left.Low < right.High ? Relations.Less : Relations.None;
            possible |= left.High > right.Low ? Relations.Greater : Relations.None;
            possible |= left.Low <= right.High && right.Low <= left.High ? Relations.Equal : Relations.None;
        }
        return possible;
    }

    /// <summary>Those of both that stand to some number of the other in one of the relations, of which Unordered is none.</summary>
    public static (Interval One, Interval Other) Narrowed(Interval one, Interval other, Relations possible) =>
    (
        Below(one, other, possible, Relations.Greater).Meet(Above(one, other, possible, Relations.Less)),
        Below(other, one, possible, Relations.Less).Meet(Above(other, one, possible, Relations.Greater))
    );

    /// <summary>Those of <paramref name="one"/> that do not exceed all of <paramref name="other"/>, unless <paramref name="exceeds"/> is possible.</summary>
    private static Interval Below(Interval one, Interval other, Relations possible, Relations exceeds)
    {
        bool mayBeEqual = possible.HasFlag(Relations.Equal);
        double bound = !possible.HasFlag(exceeds) ? (mayBeEqual ? other.High : Math.BitDecrement(other.High))
            : !mayBeEqual && other.IsPoint && one.High == other.High ? Math.BitDecrement(other.High)
            : double.PositiveInfinity;
        return new Interval(one.Low, Math.Min(one.High, bound));
    }

    private static Interval Above(Interval one, Interval other, Relations possible, Relations undercuts)
    {
        bool mayBeEqual = possible.HasFlag(Relations.Equal);
        double bound = !possible.HasFlag(undercuts) ? (mayBeEqual ? other.Low : Math.BitIncrement(other.Low))
            : !mayBeEqual && other.IsPoint && one.Low == other.Low ? Math.BitIncrement(other.Low)
            : double.NegativeInfinity;
        return new Interval(Math.Max(one.Low, bound), one.High);
    }
}
