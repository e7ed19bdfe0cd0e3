using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>One threshold rule.</summary>
internal sealed class RuleBinder(Binding binding, DraftFile<ThresholdsDraft> file, RuleDraft<ThresholdProperties> draft, ThresholdLevels levels)
{
    private readonly ThresholdProperties _properties = draft.Properties!;
    private readonly IReadOnlyList<ParameterDraft> _globals = file.Draft!.GlobalParams?.Value ?? [];

    /// <summary>Null where something in it does not compile; that has been reported.</summary>
    public ThresholdRule? Bind(CompileResult<CompiledCondition> compiled, TextNode? levelsNode)
    {
        FollowReferences();
        if (!binding.Names.Signals.MayHave(_properties.Signal.Value))
        {
            // Which levels there are depends on the signal: what the expressions say of them would mislead.
            return null;
        }
        CompiledCondition? condition = ConditionBinder.Take(compiled, draft, _globals, file.Reading);
        CompiledCondition? clear = Clear();
        Dictionary<string, TemplateText>? annotations = Annotations();
        return condition is null || annotations is null || (clear is null && _properties.Clear is not null)
            ? null
            : Build(condition, clear, annotations, levelsNode);
    }

    private ThresholdRule Build(
        CompiledCondition condition, CompiledCondition? clear, IReadOnlyDictionary<string, TemplateText> annotations, TextNode? levelsNode)
    {
        TimeSpan forgetAfter = _properties.ForgetAfter ?? binding.Defaults.ForgetAfter;
        var effective = new TextNode(NodeKind.String, 0, 0) { Text = DurationText.Write(forgetAfter) };
        return new ThresholdRule
        {
            Id = $"{file.Name}/{draft.Name.Value}",
            Name = draft.Name.Value,
            Signal = _properties.Signal.Value,
            Severity = _properties.Severity,
            Condition = condition,
            Clear = clear,
            Levels = levels,
            For = _properties.For,
            KeepFiringFor = _properties.KeepFiringFor,
            NoData = _properties.NoData,
            Error = _properties.Error,
            Flapping = _properties.Flapping,
            DependsOn = [.. _properties.DependsOn.Select(id => id.Value)],
            MinTier = _properties.MinTier,
            ActiveWhen = _properties.ActiveWhen?.Value,
            Mode = _properties.Mode,
            ForgetAfter = forgetAfter,
            Labels = _properties.Labels,
            Annotations = annotations,
            Runbook = _properties.Runbook,
            Owner = file.Draft!.Owner,
            Formerly = [.. _properties.Formerly.Select(id => id.Value)],
            Origin = file.OriginOf(draft.Node),
            ContentHash = CanonicalForm.Hash(draft.Node, levelsNode, file.Draft.GlobalParams?.Node, effective),
        };
    }

    private void FollowReferences()
    {
        binding.Resolve(binding.Names.Signals, LoadingProblems.UnknownSignal, _properties.Signal, file.Reading);
        if (_properties.ActiveWhen is { } calendar)
        {
            binding.Resolve(binding.Names.Calendars, LoadingProblems.UnknownCalendar, calendar, file.Reading);
        }
        foreach (Located<string> id in _properties.DependsOn)
        {
            binding.Resolve(binding.Names.Rules, LoadingProblems.UnknownRule, id, file.Reading, self: $"{file.Name}/{draft.Name.Value}");
        }
    }

    private CompiledCondition? Clear()
    {
        if (_properties.Clear is not { } clear)
        {
            return null;
        }
        var whole = new ClearDraft(draft, clear);
        CompileResult<CompiledCondition> result = binding.Parts.Condition(ConditionBinder.Source(whole, _globals), levels.Names);
        return ConditionBinder.Take(result, whole, _globals, file.Reading);
    }

    private Dictionary<string, TemplateText>? Annotations()
    {
        var annotations = new Dictionary<string, TemplateText>(StringComparer.Ordinal);
        bool isCompiled = true;
        foreach (Entry<Located<string>> entry in _properties.Annotations)
        {
            CompileResult<TemplateText> result = binding.Parts.Template(entry.Value.Value, levels.Names);
            if (Binding.Take(result, entry.Value, file.Reading) is { } template)
            {
                annotations.Add(entry.Name, template);
            }
            isCompiled &= result.IsCompiled;
        }
        if (_properties.Summary.Length > 0)
        {
            annotations.TryAdd("summary", TemplateText.Plain(_properties.Summary));
        }
        return isCompiled ? annotations : null;
    }

    /// <summary>The rule's <c>clear</c>, which sees the rule's parameters.</summary>
    private sealed class ClearDraft(IConditionDraft rule, Located<string> clear) : IConditionDraft
    {
        public TextNode Node { get; } = clear.Node;

        public Located<string> Name { get; set; } = rule.Name;

        public Located<string>? Expression { get; set; } = clear;

        public Located<string>? Operator { get; set; }

        public IReadOnlyList<NestedRuleDraft> Nested { get; set; } = [];

        public IReadOnlyList<ParameterDraft> LocalParams { get; set; } = rule.LocalParams;
    }
}
