using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>What keeps a threshold rule's alerts from being sent although they are recorded.</summary>
/// <param name="Mode">Shadow: never sent.</param>
/// <param name="ActiveWhen">A calendar outside which they are not sent, or null.</param>
/// <param name="DependsOn">Rule ids: not sent while an alert of one of them, shadow or not, fires with labels that do not contradict theirs.</param>
public sealed record AlertLimits(RuleMode Mode, string? ActiveWhen, IReadOnlyList<string> DependsOn)
{
    private const string OutsideCalendar = "outside ";
    private const string DependsOnRule = "depends on ";

    public static AlertLimits Of(ThresholdRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new AlertLimits(rule.Mode, rule.ActiveWhen, rule.DependsOn);
    }

    /// <summary>What a change itself says, for rules that the plan does not know.</summary>
    /// <exception cref="ArgumentException">The change's <see cref="AlertChange.Unsent"/> is none of the texts that it documents.</exception>
    internal static AlertLimits StatedBy(AlertChange change) => change.Unsent switch
    {
        null => new AlertLimits(change.Mode, null, []),
        "shadow" => new AlertLimits(RuleMode.Shadow, null, []),
        string text when text.StartsWith(OutsideCalendar, StringComparison.Ordinal) =>
            new AlertLimits(change.Mode, text[OutsideCalendar.Length..], []),
        string text when text.StartsWith(DependsOnRule, StringComparison.Ordinal) =>
            new AlertLimits(change.Mode, null, [text[DependsOnRule.Length..]]),
        string text => throw new ArgumentException(
            $"The change of {change.Id} is unsent because of '{text}': expected 'shadow', 'outside CALENDAR' or 'depends on RULE'.", nameof(change)),
    };
}
