using System.Diagnostics.CodeAnalysis;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Replay;

/// <summary>Which part of a recording is meant, counted back from its end: the same recording gives the same part, today and tomorrow.</summary>
internal static class HistoryRange
{
    /// <param name="last">A duration as rule files write them; null for everything.</param>
    public static bool TryRead(string? last, RecordedHistory recorded, out DateTimeOffset from, [NotNullWhen(false)] out string? problem)
    {
        (from, problem) = (DateTimeOffset.UnixEpoch, null);
        if (last is null)
        {
            return true;
        }
        if (!DurationText.TryRead(last, out TimeSpan span) || span == TimeSpan.Zero)
        {
            problem = $"'{last}' is not a span; write whole numbers with s, m, h, d or w: 30d, 1d12h";
            return false;
        }
        from = recorded.Recorded() is { } slots && slots.Newest.Instant - DateTimeOffset.UnixEpoch > span ? slots.Newest.Instant - span : DateTimeOffset.UnixEpoch;
        return true;
    }
}
