using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Push;

/// <summary>
/// Turns what others send into batches: JSON lines, a JSON array or object, Prometheus text or OpenMetrics. All of a body or nothing.
/// Samples carry the labels of the rule set's first <c>push</c> job and are held to its guards; without one they are of the job <c>push</c>.
/// Thread-safe.
/// </summary>
internal sealed class PushInbox(SeriesTable series, MetricCatalog catalog, Func<IReadOnlyList<CollectionJob>> jobs)
{
    private static readonly CollectionGuards DefaultGuards = new();

    /// <summary>The batch's slot is the second of receipt; samples without a time of their own are of it.</summary>
    public (SampleBatch? Batch, PushReceipt Receipt) Take(string contentType, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        CollectionJob? job = jobs().FirstOrDefault(one => one.Source is PushSourceSettings);
        var writer = new SampleWriter(series, job?.Guards ?? DefaultGuards, job?.Labels ?? LabelSet.Empty);
        Slot slot = Slot.Of(receivedAt, TimeSpan.FromSeconds(1));
        IReadOnlyList<LineFlaw> flaws = Read(contentType, body, writer, slot);
        if (flaws.Count > 0 || writer.Count == 0)
        {
            return (null, new PushReceipt(0, flaws));
        }
        return (BatchOf(job?.Name ?? "push", writer, slot), new PushReceipt(writer.Count, []));
    }

    private IReadOnlyList<LineFlaw> Read(string contentType, ReadOnlyMemory<byte> body, SampleWriter writer, Slot slot)
    {
        string media = contentType.Split(';', 2)[0].Trim().ToLowerInvariant();
        if (media is "application/json" or "application/x-ndjson" or "application/jsonl")
        {
            return JsonSamples.Read(body.Span, writer);
        }
        if (!ExpositionMedia.TryFormatOf(contentType, out ExpositionFormat format))
        {
            return [new LineFlaw(1, $"'{contentType}' is no type of samples; expected application/x-ndjson, application/json, text/plain or application/openmetrics-text")];
        }
        try
        {
            new ExpositionParser(catalog, LabelClash.TheirsWins, honorTimestamps: true).Parse(body.Span, format, writer, slot.UnixMs);
            return [];
        }
        catch (SourceFaultException fault)
        {
            return [new LineFlaw(1, fault.Message)];
        }
    }

    /// <summary>Samples of one series are put oldest first; of two with one time the first stays.</summary>
    private static SampleBatch BatchOf(string job, SampleWriter writer, Slot slot)
    {
        var samples = new (int Series, long Time, double Value)[writer.Count];
        for (int i = 0; i < samples.Length; i++)
        {
            long time = writer.Times.Length == 0 || writer.Times[i] == 0 ? slot.UnixMs : writer.Times[i];
            samples[i] = (writer.Series[i], time, writer.Values[i]);
        }
        (int Series, long Time, double Value)[] ordered = [.. samples.OrderBy(sample => sample.Time).DistinctBy(sample => (sample.Series, sample.Time))];
        return new SampleBatch(
            job, slot, [.. ordered.Select(sample => sample.Series)], [.. ordered.Select(sample => sample.Value)], [.. ordered.Select(sample => sample.Time)], []);
    }
}
