using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class TestsDraft : FileDraft
{
    /// <summary>Between two values of a series.</summary>
    public TimeSpan? Interval { get; set; }

    /// <summary>When the first values arrive: a Monday, at midnight, unless said otherwise.</summary>
    public DateTimeOffset Start { get; set; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TestDraft> Tests { get; set; } = [];
}

/// <summary>All times are from the start.</summary>
internal sealed class TestDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    public IReadOnlyList<SeriesDraft> Series { get; set; } = [];

    public IReadOnlyList<TestSilenceDraft> Silences { get; set; } = [];

    public IReadOnlyList<TestAcknowledgementDraft> Acknowledgements { get; set; } = [];

    public IReadOnlyList<ExpectedSignalDraft> Signals { get; set; } = [];

    public IReadOnlyList<ExpectedAlertDraft> Alerts { get; set; } = [];

    /// <summary>Null where the test says nothing of them; otherwise all of them, in order.</summary>
    public Located<IReadOnlyList<ExpectedNotificationDraft>>? Notifications { get; set; }

    public IReadOnlyList<ExpectedSuppressionDraft> Suppressed { get; set; } = [];
}

internal sealed class SeriesDraft : Draft
{
    public SeriesKey Key { get; set; } = null!;

    public IReadOnlyList<double?> Values { get; set; } = [];
}

internal sealed class TestSilenceDraft : Draft
{
    public TimeSpan From { get; set; }

    public TimeSpan For { get; set; }

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];
}

internal sealed class TestAcknowledgementDraft : Draft
{
    public Located<TimeSpan> At { get; set; } = null!;

    public Located<string> Rule { get; set; } = null!;

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];
}

internal sealed class ExpectedSignalDraft : Draft
{
    public TimeSpan At { get; set; }

    public Located<string> Signal { get; set; } = null!;

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];

    /// <summary>NaN for unknown.</summary>
    public Located<double> Value { get; set; } = null!;

    /// <summary>Relative to the value.</summary>
    public double Within { get; set; } = 1e-9;
}

internal sealed class ExpectedAlertDraft : Draft
{
    public Located<string> Rule { get; set; } = null!;

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];

    public Located<IReadOnlyList<AlertState>> States { get; set; } = null!;
}

internal sealed class ExpectedNotificationDraft : Draft
{
    public Located<TimeSpan> At { get; set; } = null!;

    public Located<string> Receiver { get; set; } = null!;

    /// <summary>Empty for any.</summary>
    public string Cause { get; set; } = "";

    public IReadOnlyList<Located<string>> Firing { get; set; } = [];

    public IReadOnlyList<Located<string>> Resolved { get; set; } = [];
}

internal sealed class ExpectedSuppressionDraft : Draft
{
    public Located<string> Rule { get; set; } = null!;

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];

    public Located<string> By { get; set; } = null!;
}
