using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>One rule over one signal, compiled.</summary>
public sealed record ThresholdRule
{
    /// <summary><c>file-name/RuleName</c>; default thresholds: <c>default/SIGNAL/N</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The RuleName: <c>alertname</c> in notifications.</summary>
    public required string Name { get; init; }

    public required string Signal { get; init; }

    public required string Severity { get; init; }

    public required CompiledCondition Condition { get; init; }

    /// <summary>Hysteresis: once firing, the alert resolves only when this holds. Null: when the condition no longer does.</summary>
    public CompiledCondition? Clear { get; init; }

    public ThresholdLevels Levels { get; init; } = ThresholdLevels.None;

    public TimeSpan For { get; init; }

    public TimeSpan KeepFiringFor { get; init; }

    public NoDataPolicy NoData { get; init; }

    public ErrorPolicy Error { get; init; } = ErrorPolicy.Default;

    public FlappingPolicy? Flapping { get; init; }

    /// <summary>Rule ids; while one of them fires with labels that do not contradict ours, this alert is recorded but not sent.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The worst tier on which <c>for</c> may accumulate and the alert may resolve.</summary>
    public Tier MinTier { get; init; } = Tier.Realtime;

    /// <summary>Name of a calendar; outside it the alert holds its state, unsent.</summary>
    public string? ActiveWhen { get; init; }

    public RuleMode Mode { get; init; }

    /// <summary>How long an ended series may be gone before its alert resolves as vanished.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Added to the alert; never part of its identity.</summary>
    public LabelSet Labels { get; init; } = LabelSet.Empty;

    public IReadOnlyDictionary<string, TemplateText> Annotations { get; init; } = new Dictionary<string, TemplateText>();

    public string? Runbook { get; init; }

    public string Owner { get; init; } = "";

    /// <summary>Earlier ids whose alerts this rule takes over.</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];

    /// <summary>True for default thresholds: they judge only where no rule does.</summary>
    public bool IsDefault { get; init; }

    public required Origin Origin { get; init; }

    /// <summary>Hash of the rule's text in canonical form; a quarantine ends when it changes.</summary>
    public required string ContentHash { get; init; }
}
