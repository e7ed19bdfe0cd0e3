using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Probes;

/// <summary>Asks a source as the collector does; samples by <c>name{label="value"}</c>, the target's own label left out.</summary>
internal sealed class ProbedSamples
{
    public static readonly Slot Slot = new(1_700_000_000_000);

    private readonly Dictionary<string, double> _values = [];

    private ProbedSamples(SampleWriter writer)
    {
        for (int i = 0; i < writer.Count; i++)
        {
            SeriesKey key = writer.Table[new SeriesId(writer.Series[i])];
            Assert.AreEqual("here", key.Labels["instance"], $"{key} lacks the target's labels.");
            // Add throws where a source writes a series twice.
            _values.Add(key.Metric + key.Labels.Without(["instance"]), writer.Values[i]);
        }
    }

    public IReadOnlyCollection<string> Names => _values.Keys;

    public double this[string series] => _values.TryGetValue(series, out double value)
        ? value
        : throw new AssertFailedException($"{series} is missing among:\n{string.Join('\n', _values.Keys)}");

    /// <summary>Why the check failed, <c>none</c> where it passed; what is written must agree with itself.</summary>
    public string Reason
    {
        get
        {
            string[] all = [.. _values.Keys.Where(name => name.StartsWith("probe_failure{", StringComparison.Ordinal))];
            string[] given = [.. all.Where(name => _values[name] == 1).Select(name => name.Split('"')[1])];
            Assert.HasCount(9, all);
            Assert.HasCount(this["probe_success"] == 1 ? 0 : 1, given);
            return given.SingleOrDefault("none");
        }
    }

    public double Phase(string phase) => this[$"probe_duration_seconds{{phase=\"{phase}\"}}"];

    public bool Has(string series) => _values.ContainsKey(series);

    public static SampleWriter Writer(CollectionGuards? guards = null) => new(new SeriesTable(), guards ?? new CollectionGuards(), LabelSet.Of(("instance", "here")));

    public static async Task<ProbedSamples> From(IMetricSource source, CollectionGuards? guards = null, SampleWriter? writer = null)
    {
        writer ??= Writer(guards);
        writer.Clear();
        await source.Collect(writer, Slot, CancellationToken.None);
        return new ProbedSamples(writer);
    }

    /// <summary>The one-line reason that the source faults with.</summary>
    public static async Task<SourceFaultException> Fault(Func<IMetricSource> open, CollectionGuards? guards = null)
    {
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(async () =>
        {
            using IMetricSource source = open();
            await source.Collect(Writer(guards), Slot, CancellationToken.None);
        });
        Assert.IsFalse(fault.Message.AsSpan().ContainsAny('\r', '\n'), fault.Message);
        return fault;
    }
}
