using System.Globalization;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>
/// The doubles that something may be: every one from <paramref name="Low"/> to <paramref name="High"/>, both included and possibly
/// infinite, and NaN where <paramref name="MayBeNaN"/>. It may hold more than really occurs, never less. A zero stands for both signs.
/// </summary>
/// <param name="Low">Above <paramref name="High"/> where it can be no number at all.</param>
internal readonly record struct Interval(double Low, double High, bool MayBeNaN = false)
{
    public static Interval Anything { get; } = new(double.NegativeInfinity, double.PositiveInfinity, MayBeNaN: true);

    public static Interval AnyNumber { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public static Interval Finite { get; } = new(double.MinValue, double.MaxValue);

    /// <summary>Zero and above, infinity included.</summary>
    public static Interval NotNegative { get; } = new(0, double.PositiveInfinity);

    public static Interval Nothing { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    public static Interval NaN { get; } = Nothing with { MayBeNaN = true };

    public bool HasNumbers => Low <= High;

    public bool IsEmpty => !HasNumbers && !MayBeNaN;

    public bool IsPoint => Low == High && !MayBeNaN;

    public bool MayBeInfinite => HasNumbers && (double.IsInfinity(Low) || double.IsInfinity(High));

    public static Interval At(double value) => double.IsNaN(value) ? NaN : new(value, value);

    public bool Contains(double value) => double.IsNaN(value) ? MayBeNaN : Low <= value && value <= High;

    /// <summary>What is in both.</summary>
    public Interval Meet(Interval other)
    {
        bool mayBeNaN = MayBeNaN && other.MayBeNaN;
        (double low, double high) = (Math.Max(Low, other.Low), Math.Min(High, other.High));
        return low <= high ? new(low, high, mayBeNaN) : Nothing with { MayBeNaN = mayBeNaN };
    }

    /// <summary>What is in either, and what lies between.</summary>
    public Interval Hull(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High), MayBeNaN || other.MayBeNaN);

    /// <summary>For a person, who knows that a value is a finite number.</summary>
    public override string ToString() => (Low > double.MinValue, High < double.MaxValue) switch
    {
        _ when Low == High => string.Create(CultureInfo.InvariantCulture, $"{Low + 0.0} only"),
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"{Low + 0.0} to {High + 0.0}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"at least {Low + 0.0}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $"at most {High + 0.0}"),
        _ => "any number",
    };
}
