using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>thresholds/*.json</c>.</summary>
internal static class ThresholdShape
{
    private static readonly ObjectShape<LevelOverrideDraft> Override = new ObjectShape<LevelOverrideDraft>("level override", () => new())
        .Required("where", Words.SomeMatchers, (draft, value) => draft.Where = value, "Which rows: label to value, !value, ~regex or !~regex.")
        .Rest(Words.LevelName, Words.Number, (draft, entry) => draft.Values.Add(entry), "The level's value for these rows.");

    private static readonly ObjectShape<LevelsDraft> Levels = new ObjectShape<LevelsDraft>("set of levels", () => new())
        .Optional("overrides", new ListShape<LevelOverrideDraft>("overrides", Override), (draft, value) => draft.Overrides = value, "Other values by label; most matchers win.")
        .Rest(Words.LevelName, Words.Number, (draft, entry) => draft.Values.Add(entry), "A level's value: threshold.NAME in expressions.")
        .Check(HasDistinctLevels)
        .Check(OverridesKnownLevels);

    private static readonly Shape<FlappingPolicy> Flapping = new ObjectShape<FlappingDraft>("flapping policy", () => new())
        .Required("changes", Words.Count(2, 1000), (draft, value) => draft.Changes = value, "How often it begins firing …")
        .Required("within", Words.Span, (draft, value) => draft.Within = value, "… within this time to be flapping.")
        .Select(draft => new FlappingPolicy(draft.Changes, draft.Within));

    private static readonly Shape<IReadOnlyList<Located<string>>> RuleIds = new ListShape<Located<string>>("rule ids", Words.RuleId.Shape.Located(), isUnique: true);

    private static readonly ObjectShape<ThresholdProperties> Properties = new ObjectShape<ThresholdProperties>("threshold rule's Properties", () => new())
        .Required("signal", Words.Reference("a signal's name"), (draft, value) => draft.Signal = value, "What it judges.")
        .Required("severity", Words.Severity, (draft, value) => draft.Severity = value, "Of its alerts.")
        .Optional("for", Words.Duration, (draft, value) => draft.For = value, "How long the condition must hold; 0s.")
        .Optional("keepFiringFor", Words.Duration, (draft, value) => draft.KeepFiringFor = value, "How long it goes on firing once the condition is gone; 0s.")
        .Optional("clear", Words.Expression, (draft, value) => draft.Clear = value, "Hysteresis: once firing, it resolves only when this holds.")
        .Optional("noData", new WordShape<NoDataPolicy>("no-data policy", ("hold", NoDataPolicy.Hold), ("alert", NoDataPolicy.Alert), ("resolve", NoDataPolicy.Resolve)), (draft, value) => draft.NoData = value, "What absence means; hold.")
        .Optional("error", new WordShape<ErrorPolicy>("error policy", ("hold", ErrorPolicy.Hold), ("alert", ErrorPolicy.Alert), ("default", ErrorPolicy.Default)), (draft, value) => draft.Error = value, "What happens when the rule itself fails; default: the default thresholds judge.")
        .Optional("flapping", Flapping, (draft, value) => draft.Flapping = value, "When it stays firing instead of coming and going.")
        .Optional("dependsOn", RuleIds, (draft, value) => draft.DependsOn = value, "Rules that, while they fire, keep this one's alerts from being sent.")
        .Optional("minTier", new WordShape<Tier>("tier", ("realtime", Tier.Realtime), ("delayed", Tier.Delayed), ("historical", Tier.Historical)), (draft, value) => draft.MinTier = value, "The worst tier on which it may fire and resolve; realtime.")
        .Optional("activeWhen", Words.Reference("a calendar's name"), (draft, value) => draft.ActiveWhen = value, "A calendar outside which its alerts hold, unsent.")
        .Optional("mode", new WordShape<RuleMode>("mode", ("active", RuleMode.Active), ("shadow", RuleMode.Shadow)), (draft, value) => draft.Mode = value, "shadow judges and records but never notifies; active.")
        .Optional("forgetAfter", Words.Duration, (draft, value) => draft.ForgetAfter = value, "How long an ended series may be gone before its alert resolves.")
        .Optional("formerly", RuleIds, (draft, value) => draft.Formerly = value, "Earlier ids whose alerts this rule takes over.")
        .Optional("labels", Words.Labels, (draft, value) => draft.Labels = value, "Added to its alerts; never part of their identity.")
        .Optional("summary", Words.FilledText, (draft, value) => draft.Summary = value, "What it means, in one sentence.")
        .Optional("annotations", new MapShape<Located<string>>("an object of templates", Words.PlainName, Words.Expression), (draft, value) => draft.Annotations = value, "Texts with {path:format} places.")
        .Optional("runbook", Words.Url, (draft, value) => draft.Runbook = value, "What to do about it.")
        .Optional(AllowShape.Member, AllowShape.List, (draft, value) => draft.Allow = value, AllowShape.Description);

    private static readonly ObjectShape<RuleDraft<ThresholdProperties>> Rule = WorkflowShape.Rule<ThresholdProperties>("threshold rule")
        .Required("Properties", Properties, (draft, value) => draft.Properties = value, "What the platform wants to know of the rule.")
        .Refused("Actions", "what is done about alerts stands in responses/");

    public static ObjectShape<ThresholdsDraft> File { get; } =
        WorkflowShape.WithWorkflow(Header.Of<ThresholdsDraft>("thresholds"), (file, value) => file.WorkflowName = value, (file, value) => file.GlobalParams = value)
            .Optional("levels", new MapShape<LevelsDraft>("an object of levels by signal", Words.SignalName, Levels), (file, value) => file.Levels = value, "Signal to named numbers: threshold.NAME in the expressions of this file.")
            .Required("Rules", new ListShape<RuleDraft<ThresholdProperties>>("threshold rules", Rule), (file, value) => file.Rules = value, "Each judges one signal.")
            .Check(NamesItself);

    private static void NamesItself(ThresholdsDraft file, Reading reading) => NameCheck.Report(file.Name, file.WorkflowName, reading);

    // Expressions read members whatever their case.
    private static void HasDistinctLevels(LevelsDraft levels, Reading reading)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Entry<double> level in levels.Values.Where(level => !seen.Add(level.Name)))
        {
            reading.Report(ReadingProblems.Conflict, level.Member, $"a level {Printable.Quote(level.Name)} is there already, but for its case", "rename one of the two");
        }
    }

    private static void OverridesKnownLevels(LevelsDraft levels, Reading reading)
    {
        string[] known = [.. levels.Values.Select(level => level.Name)];
        foreach (Entry<double> level in levels.Overrides.SelectMany(one => one.Values))
        {
            if (Array.IndexOf(known, level.Name) < 0)
            {
                reading.Report(
                    ReadingProblems.UnknownWord, level.Member, $"there is no level {Printable.Quote(level.Name)} to override",
                    Nearest.Help(level.Name, known, "the levels are") ?? "give it a value outside the overrides first");
            }
        }
    }
}
