using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class ThresholdsDraft : FileDraft
{
    public Located<string>? WorkflowName { get; set; }

    public IReadOnlyList<Entry<LevelsDraft>> Levels { get; set; } = [];

    public Located<IReadOnlyList<ParameterDraft>>? GlobalParams { get; set; }

    public IReadOnlyList<RuleDraft<ThresholdProperties>> Rules { get; set; } = [];
}

/// <summary>The levels of one signal.</summary>
internal sealed class LevelsDraft : Draft
{
    public List<Entry<double>> Values { get; } = [];

    public IReadOnlyList<LevelOverrideDraft> Overrides { get; set; } = [];
}

internal sealed class LevelOverrideDraft : Draft
{
    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];

    public List<Entry<double>> Values { get; } = [];
}

/// <summary>The members of a rule that the stock engine passes over.</summary>
internal sealed class ThresholdProperties : Draft
{
    public Located<string> Signal { get; set; } = null!;

    public string Severity { get; set; } = "";

    public TimeSpan For { get; set; }

    public TimeSpan KeepFiringFor { get; set; }

    public Located<string>? Clear { get; set; }

    public NoDataPolicy NoData { get; set; } = NoDataPolicy.Hold;

    public ErrorPolicy Error { get; set; } = ErrorPolicy.Default;

    public FlappingPolicy? Flapping { get; set; }

    public IReadOnlyList<Located<string>> DependsOn { get; set; } = [];

    public Tier MinTier { get; set; } = Tier.Realtime;

    public Located<string>? ActiveWhen { get; set; }

    public RuleMode Mode { get; set; } = RuleMode.Active;

    public TimeSpan? ForgetAfter { get; set; }

    public IReadOnlyList<Located<string>> Formerly { get; set; } = [];

    public LabelSet Labels { get; set; } = LabelSet.Empty;

    public string Summary { get; set; } = "";

    public IReadOnlyList<Entry<Located<string>>> Annotations { get; set; } = [];

    public string? Runbook { get; set; }

    public IReadOnlyList<AllowDraft> Allow { get; set; } = [];
}

internal sealed class FlappingDraft : Draft
{
    public int Changes { get; set; }

    public TimeSpan Within { get; set; }
}
