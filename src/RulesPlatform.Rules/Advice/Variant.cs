namespace RulesPlatform.Rules.Advice;

/// <summary>One setting of a rule, and how it would have done.</summary>
/// <param name="Level">Of the threshold that is swept; NaN where the rule reads none.</param>
/// <param name="IsCurrent">True for the rule as it is.</param>
/// <param name="Caught">How many of the incidents it told of.</param>
/// <param name="Delay">From an incident's beginning to the alert, the median of those caught; null where none was. An alert that fired already counts as no delay.</param>
/// <param name="Firings">How often it fired, in all.</param>
/// <param name="FalseAlarms">Firings that told of no incident.</param>
public sealed record Variant(double Level, TimeSpan For, bool IsCurrent, int Caught, TimeSpan? Delay, int Firings, int FalseAlarms)
{
    /// <summary>Whether <paramref name="other"/> is at least as good in everything and better in something.</summary>
    public bool IsBeatenBy(Variant other)
    {
        ArgumentNullException.ThrowIfNull(other);
        TimeSpan own = Delay ?? TimeSpan.MaxValue;
        TimeSpan theirs = other.Delay ?? TimeSpan.MaxValue;
        return other.Caught >= Caught && other.FalseAlarms <= FalseAlarms && theirs <= own && (other.Caught > Caught || other.FalseAlarms < FalseAlarms || theirs < own);
    }
}
