namespace RulesPlatform.Pipeline.Metrics;

/// <summary>A metric name and its labels: what a series is. Prints as <c>name{a="1"}</c>.</summary>
public sealed record SeriesKey(string Metric, LabelSet Labels)
{
    /// <summary>An equal key whose texts are those that <paramref name="shared"/> gives for its own.</summary>
    internal SeriesKey WithTexts(Func<string, string> shared) => new(shared(Metric), Labels.WithTexts(shared));

    public override string ToString() => Metric + Labels;
}
