using System.Globalization;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Default thresholds, made into rules for each signal that they cover.</summary>
internal sealed class DefaultThresholdBinder(Binding binding)
{
    /// <summary>By signal (ordinal), then as <c>ruleset.json</c> has them. N of an id is the default threshold's place there, from 1.</summary>
    public IReadOnlyList<ThresholdRule> Bind(IReadOnlyList<WatchGroup> groups)
    {
        if (binding.Manuscript.RuleSet is not { Draft: { } draft } file)
        {
            return [];
        }
        var rules = new List<ThresholdRule>();
        foreach (SignalDefinition signal in groups.SelectMany(group => group.Signals).OrderBy(signal => signal.Name, StringComparer.Ordinal))
        {
            for (int i = 0; i < draft.DefaultThresholds.Count; i++)
            {
                if (Covers(draft.DefaultThresholds[i], signal) && Bind(draft.DefaultThresholds[i], i + 1, signal, file) is { } rule)
                {
                    rules.Add(rule);
                }
            }
        }
        return rules;
    }

    private static bool Covers(DefaultThresholdDraft draft, SignalDefinition signal) =>
        (draft.Unit is null || draft.Unit == signal.Unit) && (draft.Signal is null || draft.Signal.MatchesValue(signal.Name));

    private ThresholdRule? Bind(DefaultThresholdDraft draft, int number, SignalDefinition signal, DraftFile<RuleSetDraft> file)
    {
        ThresholdLevels levels = Levels(draft);
        CompileResult<CompiledCondition> condition = binding.Parts.Condition(ConditionSource.Of(Expression(draft)), levels.Names);
        CompileResult<TemplateText> summary = binding.Parts.Template(Summary(draft), levels.Names);
        if (!condition.IsCompiled || !summary.IsCompiled)
        {
            CompileProblem problem = condition.Problems.Concat(summary.Problems).First();
            file.Reading.ReportOpening(problem.Kind, draft.Node, $"this default threshold does not compile: {problem.Message}", problem.Help);
            return null;
        }
        var name = new TextNode(NodeKind.String, 0, 0) { Text = signal.Name };
        return new ThresholdRule
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"default/{signal.Name}/{number}"),
            Name = $"default/{signal.Name}",
            Signal = signal.Name,
            Severity = draft.Severity,
            Condition = condition.Compiled!,
            Levels = levels,
            For = draft.For,
            Error = ErrorPolicy.Hold,
            ForgetAfter = binding.Defaults.ForgetAfter,
            Annotations = new Dictionary<string, TemplateText>(StringComparer.Ordinal) { ["summary"] = summary.Compiled! },
            Owner = file.Draft!.Owner,
            IsDefault = true,
            Origin = file.OriginOf(draft.Node),
            ContentHash = CanonicalForm.Hash(draft.Node, name),
        };
    }

    private static ThresholdLevels Levels(DefaultThresholdDraft draft) => (draft.Above, draft.Below) switch
    {
        ({ } above, { } below) => new ThresholdLevels(["above", "below"], [above, below], []),
        ({ } above, null) => new ThresholdLevels(["above"], [above], []),
        (null, { } below) => new ThresholdLevels(["below"], [below], []),
        _ => ThresholdLevels.None,
    };

    private static string Expression(DefaultThresholdDraft draft) => (draft.Above, draft.Below) switch
    {
        (not null, not null) => "signal.Value > threshold.above || signal.Value < threshold.below",
        (null, not null) => "signal.Value < threshold.below",
        _ => "signal.Value > threshold.above",
    };

    private static string Summary(DefaultThresholdDraft draft) => (draft.Above, draft.Below) switch
    {
        (not null, not null) => "{signal.Name} is {signal.Value} {signal.Unit}, outside the default thresholds {threshold.below} to {threshold.above}",
        (null, not null) => "{signal.Name} is {signal.Value} {signal.Unit}, below the default threshold {threshold.below}",
        _ => "{signal.Name} is {signal.Value} {signal.Unit}, above the default threshold {threshold.above}",
    };
}
