using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class RuleSetDraft : FileDraft
{
    public DefaultsDraft Defaults { get; set; } = new();

    public Located<string>? DefaultReceiver { get; set; }

    public IReadOnlyList<DefaultThresholdDraft> DefaultThresholds { get; set; } = [];

    public IReadOnlyList<Entry<CommandDraft>> Commands { get; set; } = [];

    public LintDraft Lint { get; set; } = new();
}

/// <summary>What applies where a file says nothing; the values here where <c>ruleset.json</c> says nothing either.</summary>
internal sealed class DefaultsDraft : Draft
{
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan Repeat { get; set; } = TimeSpan.FromHours(4);

    public TimeSpan GroupWait { get; set; } = TimeSpan.Zero;

    public TimeSpan GroupInterval { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromMinutes(5);
}

internal sealed class DefaultThresholdDraft : Draft
{
    public string? Unit { get; set; }

    public LabelMatcher? Signal { get; set; }

    public double? Above { get; set; }

    public double? Below { get; set; }

    public TimeSpan For { get; set; }

    public string Severity { get; set; } = "warning";
}

internal sealed class CommandDraft : Draft
{
    public string Path { get; set; } = "";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public int MaxOutput { get; set; } = 65_536;
}
