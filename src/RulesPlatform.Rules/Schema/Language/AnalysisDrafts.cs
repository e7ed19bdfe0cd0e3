using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class AnalysisDraft : FileDraft
{
    public TimeSpan? Interval { get; set; }

    public Located<TimeSpan>? EvaluationDelay { get; set; }

    public IReadOnlyList<SignalDraft> Signals { get; set; } = [];
}

internal sealed class SignalDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    public string Unit { get; set; } = "";

    public string Summary { get; set; } = "";

    public TimeSpan? Tolerance { get; set; }

    public bool Keep { get; set; } = true;

    public IReadOnlyList<Entry<InputDraft>> Inputs { get; set; } = [];

    public Located<string> Formula { get; set; } = null!;

    public BaselineDefinition? Baseline { get; set; }

    public IReadOnlyList<AllowDraft> Allow { get; set; } = [];
}

internal sealed class InputDraft : Draft
{
    public string? Metric { get; set; }

    public Located<string>? Signal { get; set; }

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];

    public Located<IReadOnlyList<string>>? By { get; set; }

    public TimeSpan? Over { get; set; }

    public TimeSpan Offset { get; set; }

    public (Fold Kind, double Percentile) Fold { get; set; } = (Pipeline.Analysis.Fold.Last, 0);

    public Combine Combine { get; set; } = new(CombineKind.Sum);

    public double? Absent { get; set; }

    public double MinCoverage { get; set; } = 0.5;
}

internal sealed class BaselineDraft : Draft
{
    public string Model { get; set; } = "";

    public TimeSpan? Season { get; set; }

    public TimeSpan? History { get; set; }

    public double? Ready { get; set; }

    public TimeSpan? RelearnAfter { get; set; }

    public bool Pinned { get; set; }

    public BaselineDefinition ToDefinition()
    {
        bool isSeasonal = Model == "seasonal";
        TimeSpan season = isSeasonal ? Season ?? TimeSpan.FromDays(1) : TimeSpan.Zero;
        TimeSpan history = History ?? (isSeasonal ? TimeSpan.FromDays(14) : TimeSpan.FromHours(1));
        return new BaselineDefinition(Model, season, history, Ready ?? (isSeasonal ? 1 : 0.5), RelearnAfter ?? (isSeasonal ? season : history), Pinned);
    }
}
