using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>The pipeline's values as the API writes them.</summary>
internal static class Plain
{
    /// <summary>JSON has no NaN and no infinity.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;

    public static IReadOnlyDictionary<string, string> Labels(LabelSet labels)
    {
        var plain = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Label label in labels)
        {
            plain[label.Name] = label.Value;
        }
        return plain;
    }

    public static IReadOnlyList<PartAnswer> Parts(IEnumerable<ExplainedPart> parts) =>
        [.. parts.Select(part => new PartAnswer(part.Text, part.Value, part.Depth))];

    public static PointAnswer Point(Sample sample) => Staleness.IsMarker(sample.Value)
        ? new PointAnswer(DateTimeOffset.FromUnixTimeMilliseconds(sample.UnixMs), null, IsEnd: true)
        : new PointAnswer(DateTimeOffset.FromUnixTimeMilliseconds(sample.UnixMs), Number(sample.Value));
}
