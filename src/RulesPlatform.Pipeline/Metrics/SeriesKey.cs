namespace RulesPlatform.Pipeline.Metrics;

/// <summary>A metric name and its labels: what a series is. Prints as <c>name{a="1"}</c>.</summary>
public sealed record SeriesKey(string Metric, LabelSet Labels)
{
    public override string ToString() => Metric + Labels;
}
