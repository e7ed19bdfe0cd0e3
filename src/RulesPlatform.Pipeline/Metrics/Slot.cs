using System.Globalization;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>The instant a cycle is <em>for</em>, as opposed to when it ran. Unix milliseconds, UTC.</summary>
public readonly record struct Slot(long UnixMs) : IComparable<Slot>
{
    /// <summary>The newest slot of <paramref name="interval"/> that is not after <paramref name="instant"/>.</summary>
    public static Slot Of(DateTimeOffset instant, TimeSpan interval) => Of(instant.ToUnixTimeMilliseconds(), interval);

    /// <inheritdoc cref="Of(DateTimeOffset, TimeSpan)"/>
    public static Slot Of(long unixMs, TimeSpan interval)
    {
        long step = (long)interval.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1, nameof(interval));
        return new Slot(Math.DivRem(unixMs, step).Quotient * step - (unixMs < 0 && unixMs % step != 0 ? step : 0));
    }

    public DateTimeOffset Instant => DateTimeOffset.FromUnixTimeMilliseconds(UnixMs);

    public bool IsOn(TimeSpan interval) => UnixMs % (long)interval.TotalMilliseconds == 0;

    public int CompareTo(Slot other) => UnixMs.CompareTo(other.UnixMs);

    public static Slot operator +(Slot slot, TimeSpan by) => new(slot.UnixMs + (long)by.TotalMilliseconds);

    public static Slot operator -(Slot slot, TimeSpan by) => new(slot.UnixMs - (long)by.TotalMilliseconds);

    public static TimeSpan operator -(Slot left, Slot right) => TimeSpan.FromMilliseconds(left.UnixMs - right.UnixMs);

    public static bool operator <(Slot left, Slot right) => left.UnixMs < right.UnixMs;

    public static bool operator >(Slot left, Slot right) => left.UnixMs > right.UnixMs;

    public static bool operator <=(Slot left, Slot right) => left.UnixMs <= right.UnixMs;

    public static bool operator >=(Slot left, Slot right) => left.UnixMs >= right.UnixMs;

    /// <summary>ISO 8601 in UTC with milliseconds only where there are any: <c>2026-11-24T10:00:15Z</c>.</summary>
    public override string ToString() => Instant.UtcDateTime.ToString(
        UnixMs % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
