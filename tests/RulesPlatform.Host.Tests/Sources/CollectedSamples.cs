using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources;

/// <summary>Asks a source as the collector does, and finds samples by <c>name{label="value"}</c>, the target's own label left out.</summary>
internal sealed class CollectedSamples
{
    private static readonly LabelSet TargetLabels = LabelSet.Of(("instance", "here"));

    public CollectedSamples(CollectionGuards? guards = null) => Writer = new SampleWriter(new SeriesTable(), guards ?? new CollectionGuards(), TargetLabels);

    public SampleWriter Writer { get; }

    public IReadOnlyDictionary<string, double> Values { get; private set; } = new Dictionary<string, double>();

    public static async Task<CollectedSamples> From(IMetricSource source, CollectionGuards? guards = null)
    {
        var samples = new CollectedSamples(guards);
        await samples.Collect(source);
        return samples;
    }

    public async Task Collect(IMetricSource source, CancellationToken cancellation = default)
    {
        Writer.Clear();
        await source.Collect(Writer, new Slot(0), cancellation);
        var values = new Dictionary<string, double>();
        for (int i = 0; i < Writer.Count; i++)
        {
            SeriesKey key = Writer.Table[new SeriesId(Writer.Series[i])];
            Assert.AreEqual("here", key.Labels["instance"], $"{key} lacks the target's labels.");
            // A series twice in one slot is a fault of the source: Add throws.
            values.Add(key.Metric + key.Labels.Without(["instance"]), Writer.Values[i]);
        }
        Values = values;
    }

    public double this[string series] =>
        Values.TryGetValue(series, out double value)
            ? value
            : throw new AssertFailedException($"{series} is missing among:\n{string.Join('\n', Values.Keys.Where(key => key.StartsWith(series.Split('{')[0], StringComparison.Ordinal)))}");

    public IEnumerable<string> Named(string metric) => Values.Keys.Where(key => key == metric || key.StartsWith(metric + "{", StringComparison.Ordinal));

    public bool Has(string metric) => Named(metric).Any();
}
