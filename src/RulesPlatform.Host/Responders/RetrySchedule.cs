using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>When to try again and when to stop. Pure: the same notification, attempts and instant give the same answer.</summary>
internal sealed class RetrySchedule(OutboxSettings settings)
{
    /// <summary>
    /// First delay × 2^(attempts − 1), at most the longest, times 0.75…1.25 drawn from the dedup key and the attempt; never less
    /// than what the receiver asked for.
    /// </summary>
    /// <param name="attempts">Made so far, from 1.</param>
    public TimeSpan Delay(string dedupKey, int attempts, TimeSpan? retryAfter)
    {
        double doubled = settings.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30));
        double spread = 0.75 + 0.5 * Fraction(dedupKey, attempts);
        var own = TimeSpan.FromSeconds(Math.Min(doubled, settings.LongestDelay.TotalSeconds) * spread);
        TimeSpan asked = Allowed(retryAfter);
        return own > asked ? own : asked;
    }

    /// <summary>What the receiver asked for, within bounds; zero where it asked for nothing.</summary>
    public TimeSpan Allowed(TimeSpan? retryAfter) =>
        retryAfter is not { } asked || asked < TimeSpan.Zero ? TimeSpan.Zero
        : asked > settings.LongestRetryAfter ? settings.LongestRetryAfter : asked;

    /// <summary>Why no further attempt is made after <paramref name="attempts"/>, or null.</summary>
    public string? GivesUp(Notification notification, int attempts, DateTimeOffset now)
    {
        if (attempts >= settings.MaxAttempts)
        {
            return string.Create(CultureInfo.InvariantCulture, $"given up after {attempts} attempts");
        }
        return now - notification.DueAt >= settings.GiveUpAfter
            ? string.Create(CultureInfo.InvariantCulture, $"given up {settings.GiveUpAfter.TotalHours:0.##} h after it was due, attempts: {attempts}")
            : null;
    }

    /// <summary>Why an action is not begun at all, or null. Notifications are never too late for a first attempt.</summary>
    public string? Expired(Notification notification, DateTimeOffset now) =>
        notification.Cause == NotificationCause.Action && now - notification.DueAt > settings.ActionsExpireAfter
            ? string.Create(CultureInfo.InvariantCulture, $"not begun: it was due more than {settings.ActionsExpireAfter.TotalMinutes:0.##} min ago")
            : null;

    private static double Fraction(string dedupKey, int attempts)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{dedupKey}#{attempts}")));
        return BinaryPrimitives.ReadUInt32LittleEndian(digest) / (double)uint.MaxValue;
    }
}
