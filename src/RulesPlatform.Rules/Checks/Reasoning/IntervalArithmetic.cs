namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>
/// What the operators make of intervals. Each operator rounds monotonically, so that the bounds of a result are the results at the
/// bounds, rounded just as the compiled expression rounds: no widening is needed.
/// </summary>
internal static class IntervalArithmetic
{
    public static Interval Negate(Interval of) => of.HasNumbers ? new(-of.High, -of.Low, of.MayBeNaN) : of;

    public static Interval Add(Interval left, Interval right)
    {
        if (WithoutNumbers(left, right) is { } none)
        {
            return none;
        }
        bool cancels = (left.High == double.PositiveInfinity && right.Low == double.NegativeInfinity)
            || (left.Low == double.NegativeInfinity && right.High == double.PositiveInfinity);
        (double low, double high) = (left.Low + right.Low, left.High + right.High);
        return new(
            double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high,
            left.MayBeNaN || right.MayBeNaN || cancels);
    }

    public static Interval Subtract(Interval left, Interval right) => Add(left, Negate(right));

    public static Interval Multiply(Interval left, Interval right)
    {
        if (WithoutNumbers(left, right) is { } none)
        {
            return none;
        }
        bool vanishes = (left.Contains(0) && right.MayBeInfinite) || (right.Contains(0) && left.MayBeInfinite);
        return OfCorners(
            [left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High], left.MayBeNaN || right.MayBeNaN || vanishes);
    }

    public static Interval Divide(Interval left, Interval right)
    {
        if (WithoutNumbers(left, right) is { } none)
        {
            return none;
        }
        bool mayBeNaN = left.MayBeNaN || right.MayBeNaN || (left.MayBeInfinite && right.MayBeInfinite);
        if (!right.Contains(0))
        {
            return OfCorners([left.Low / right.Low, left.Low / right.High, left.High / right.Low, left.High / right.High], mayBeNaN);
        }
        return left is { Low: 0, High: 0 } && right is { Low: 0, High: 0 } ? Interval.NaN : Interval.AnyNumber with { MayBeNaN = mayBeNaN || left.Contains(0) };
    }

    /// <summary>The remainder has the sign of the left side, and is nearer to zero than either.</summary>
    public static Interval Modulo(Interval left, Interval right)
    {
        if (WithoutNumbers(left, right) is { } none)
        {
            return none;
        }
        double far = Math.Max(Math.Abs(right.Low), Math.Abs(right.High));
        double most = double.IsInfinity(far) ? far : Math.Max(0, Math.BitDecrement(far));
        return new(
            left.Low >= 0 ? 0 : Math.Max(left.Low, -most), left.High <= 0 ? 0 : Math.Min(left.High, most),
            left.MayBeNaN || right.MayBeNaN || left.MayBeInfinite || right.Contains(0));
    }

    /// <summary>Not null where one of the two can be no number: then neither can the result.</summary>
    public static Interval? WithoutNumbers(Interval left, Interval right) =>
        left.HasNumbers && right.HasNumbers ? null : Interval.Nothing with { MayBeNaN = left.MayBeNaN || right.MayBeNaN };

    // A corner that is NaN, 0 × ∞ or ∞ ÷ ∞, has zeros beside it: 0 × 5, 5 ÷ ∞.
    private static Interval OfCorners(ReadOnlySpan<double> corners, bool mayBeNaN)
    {
        Interval hull = Interval.Nothing;
        foreach (double corner in corners)
        {
            hull = hull.Hull(Interval.At(double.IsNaN(corner) ? 0 : corner));
        }
        return hull with { MayBeNaN = mayBeNaN };
    }
}
