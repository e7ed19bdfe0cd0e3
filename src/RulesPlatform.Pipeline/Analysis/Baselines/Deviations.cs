namespace RulesPlatform.Pipeline.Analysis.Baselines;

/// <summary>From a value and what was expected to the unit-free figures that rules read.</summary>
internal static class Deviations
{
    /// <summary>
    /// The least spread that counts: a thousandth of what is expected, and never nothing. Without it a signal that has stood still would be
    /// infinitely surprising at its first last-digit move.
    /// </summary>
    public static double Floored(double spread, double expected) => Math.Max(spread, Math.Max(Math.Abs(expected) * 1e-3, 1e-9));

    /// <summary>The share of a normal distribution nearer to its mean than <paramref name="deviation"/> standard deviations: erf(|z| ÷ √2), 0…1.</summary>
    public static double Score(double deviation) => 1 - Erfc(Math.Abs(deviation) / Math.Sqrt(2));

    /// <summary>
    /// The complementary error function for x ≥ 0 by the rational Chebyshev fit of Numerical Recipes in C (2nd ed., 6.2), fractional
    /// error below 1.2e-7 everywhere.
    /// </summary>
    internal static double Erfc(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }
        double t = 1 / (1 + (0.5 * x));
        double sum = 0.17087277;
        ReadOnlySpan<double> lower = [-0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368];
        foreach (double coefficient in lower)
        {
            sum = (sum * t) + coefficient;
        }
        return t * Math.Exp((-x * x) - 1.26551223 + (sum * t));
    }
}
