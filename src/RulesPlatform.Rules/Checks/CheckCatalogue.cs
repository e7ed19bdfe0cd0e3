using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Checks.Meaning;
using RulesPlatform.Rules.Checks.Responses;
using RulesPlatform.Rules.Checks.Time;

namespace RulesPlatform.Rules.Checks;

/// <summary>Every check there is; a test demands that none is left out.</summary>
internal static class CheckCatalogue
{
    /// <summary>By id.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new UnreadInput(),
        new UnreadParameter(),
        new SignalNobodyReads(),
        new BaselineFigureWithoutBaseline(),
        new ForShorterThanInterval(),
        new WindowShorterThanTwoIntervals(),
        new KeepFiringWithoutEffect(),
        new SeasonSeenOnce(),
        new UnreachableRoute(),
        new ReceiverNobodyReaches(),
        new PlainHttpReceiver(),
    ];
}
