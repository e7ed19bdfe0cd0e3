using System.Reflection;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>What the functions of conditions and formulas make of intervals.</summary>
internal static class FunctionRanges
{
    public static Interval Of(MethodInfo method, ReadOnlySpan<Interval> arguments) => (method.Name, arguments.Length) switch
    {
        ("Abs", 1) => Abs(arguments[0]),
        ("Ceiling", 1) => Rising(arguments[0], Math.Ceiling),
        ("Floor", 1) => Rising(arguments[0], Math.Floor),
        ("Truncate", 1) => Rising(arguments[0], Math.Truncate),
        ("Round", 1) => Rising(arguments[0], Math.Round),
        ("Sign", 1) => Rising(arguments[0], FormulaFunctions.Sign),
        ("Exp", 1) => Roughly(Rising(arguments[0], Math.Exp)).Meet(Interval.NotNegative with { MayBeNaN = true }),
        ("Sqrt", 1) => OfPositive(arguments[0], Math.Sqrt),
        ("Log" or "Log10", 1) => Roughly(OfPositive(arguments[0], method.Name == "Log" ? Math.Log : Math.Log10)),
        ("Max", 2) => Rising(arguments[0], arguments[1], Math.Max),
        ("Min", 2) => Rising(arguments[0], arguments[1], Math.Min),
        ("Clamp", 3) => Clamp(arguments[0], arguments[1], arguments[2]),
        // Powers, logarithms to a base and roundings to digits are not monotonic to the last bit, if at all.
        _ => Interval.Anything,
    };

    private static Interval Abs(Interval of)
    {
        double far = Math.Max(Math.Abs(of.Low), Math.Abs(of.High));
        return of.HasNumbers ? new(of.Contains(0) ? 0 : Math.Min(Math.Abs(of.Low), Math.Abs(of.High)), far, of.MayBeNaN) : of;
    }

    private static Interval Rising(Interval of, Func<double, double> function) => of.HasNumbers ? new(function(of.Low), function(of.High), of.MayBeNaN) : of;

    private static Interval Rising(Interval left, Interval right, Func<double, double, double> function) =>
        IntervalArithmetic.WithoutNumbers(left, right)
            ?? new(function(left.Low, right.Low), function(left.High, right.High), left.MayBeNaN || right.MayBeNaN);

    private static Interval OfPositive(Interval of, Func<double, double> function)
    {
        Interval defined = of.Meet(Interval.NotNegative) with { MayBeNaN = of.MayBeNaN || of.Low < 0 };
        return Rising(defined, function);
    }

    private static Interval Clamp(Interval value, Interval low, Interval high)
    {
        Interval clamped = Rising(Rising(value, low, Math.Max), high, Math.Min);
        return clamped with { MayBeNaN = clamped.MayBeNaN || low.High > high.Low };
    }

    /// <summary>Wider by more than the functions of the C library err.</summary>
    private static Interval Roughly(Interval of) => of.HasNumbers ? of with { Low = of.Low - ErrorOf(of.Low), High = of.High + ErrorOf(of.High) } : of;

    private static double ErrorOf(double value) => double.IsInfinity(value) ? 0 : (Math.Abs(value) * 1e-12) + double.Epsilon;
}
