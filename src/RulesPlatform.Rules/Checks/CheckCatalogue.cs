using RulesPlatform.Rules.Checks.Allowances;
using RulesPlatform.Rules.Checks.Catalogued;
using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Checks.Meaning;
using RulesPlatform.Rules.Checks.Policy;
using RulesPlatform.Rules.Checks.Responses;
using RulesPlatform.Rules.Checks.Time;
using RulesPlatform.Rules.Checks.Versions;

namespace RulesPlatform.Rules.Checks;

/// <summary>Every check there is; a test demands that none is left out.</summary>
internal static class CheckCatalogue
{
    private static readonly Lazy<Dictionary<string, Check>> s_byId = new(() => All!.ToDictionary(check => check.Kind.Id, StringComparer.Ordinal));

    /// <summary>By id, which is the order they run in: allowances (RP9xxx) are looked at once everything else was.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new UnreadInput(),
        new UnreadParameter(),
        new ConditionAlwaysTrue(),
        new ConditionNeverTrue(),
        new PartWithoutEffect(),
        new ComparisonWithItself(),
        new DivisionByRest(),
        new EqualityOfMeasured(),
        new RateOfGauge(),
        new CounterAsItStands(),
        new ClearThatNeverHolds(),
        new ClearOnTheWrongSide(),
        new ClearWithoutEffect(),
        new OverrideThatDecides(),
        new OverrideThatTurnsLevels(),
        new ComparisonWithNoNumber(),
        new UnitsThatDoNotMatch(),
        new DecidedTest(),
        new SignalNobodyReads(),
        new BaselineFigureWithoutBaseline(),
        new RuleTwice(),
        new RuleWithoutOwnEffect(),
        new MilderRuleAsksForMore(),
        new OverrideTie(),
        new OverrideOfNoRow(),
        new AnnotationOfNoLabel(),
        new LabelOfOneEvent(),
        new HistogramWithoutBuckets(),
        new LabelOverLabel(),
        new SignalTwice(),
        new DefaultThresholdOfNoSignal(),
        new DependencyThatContradicts(),
        new HistoricalTier(),
        new FormatAgainstUnit(),
        new MetricNobodyGives(),
        new LabelNobodySets(),
        new SeriesOfNoSignal(),
        new SilentAbsence(),
        new PolicyWithoutAbsence(),
        new MetricNobodySaw(),
        new LabelNobodySaw(),
        new ValueNobodySaw(),
        new RateOfWhatIsNoCounter(),
        new AverageOfCounter(),
        new QuantileOfNoHistogram(),
        new LabelOfManyValues(),
        new LevelBehindAllSeen(),
        new ForShorterThanInterval(),
        new WindowShorterThanTwoIntervals(),
        new KeepFiringWithoutEffect(),
        new SeasonSeenOnce(),
        new FlappingOutOfReach(),
        new ForBetweenSlots(),
        new DelayOfAWholeInterval(),
        new RepeatBeforeChange(),
        new CalendarNeverOpen(),
        new CalendarOverClockChange(),
        new CronNever(),
        new WindowShorterThanItsJob(),
        new GroupFasterThanItsJobs(),
        new SeasonOfOnePart(),
        new HistoryOfFewSlots(),
        new TimeoutOfAWholeInterval(),
        new AbsenceForgottenTooSoon(),
        new WaitBeyondRepeat(),
        new UnreachableRoute(),
        new ReceiverNobodyReaches(),
        new PlainHttpReceiver(),
        new RouteWithNothingLeft(),
        new ReceiverToldTwice(),
        new InhibitionOfNothing(),
        new InhibitionOfNoAlert(),
        new ResponseToNoAlert(),
        new EscalationOutOfOrder(),
        new EscalationToTheTold(),
        new ReceiverTwice(),
        new SecretInAddress(),
        new EmailWithoutTls(),
        new PacingOfAlertmanager(),
        new LabelOfNoAlert(),
        new InhibitionAcrossLabels(),
        new MissingByPolicy(),
        new OwnerByPolicy(),
        new RuleWithoutTest(),
        new FileOfAnotherName(),
        new DemandOfNoFile(),
        new LockOfNothing(),
        new VersionNotRaised(),
        new BreakingChange(),
        new MajorSkipped(),
        new RenameWithoutFormerly(),
        new UnknownAllowance(),
        new UnusedAllowance(),
        new ExpiredAllowance(),
        new AllowanceWithoutReason(),
        new LockedAllowance(),
    ];

    /// <summary>Null where there is no such check.</summary>
    public static Check? Find(string id) => s_byId.Value.GetValueOrDefault(id);
}
