using System.Net.Http.Headers;
using System.Text.Json;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Push;

/// <summary>
/// Turns what others push into batches: JSON lines (see <see cref="JsonSample"/>), Prometheus text or OpenMetrics. A push is all or nothing.
/// The batch's slot is the receipt floored to a second; own timestamps are kept. Labels of a sample win over the inbox's. Safe for many threads.
/// </summary>
/// <param name="job">The job's name, and the <c>job</c> label of samples that bring none.</param>
/// <param name="labels">Laid under every sample's labels.</param>
internal sealed class PushInbox(
    string job, LabelSet labels, CollectionGuards guards, MetricFilter filter, SeriesTable table, MetricCatalog catalog, TimeProvider time)
{
    public const int MostErrors = 100;

    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);
    private static readonly string[] JsonTypes = ["application/json", "application/x-ndjson", "application/jsonl", "application/x-jsonlines"];

    private readonly LabelSet _labels = LabelSet.Of(("job", job)).With(labels);

    /// <summary>The inbox of a push job, with its name, labels, guards and filter.</summary>
    public static PushInbox Of(CollectionJob job, SeriesTable table, MetricCatalog catalog, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new PushInbox(job.Name, job.Labels, job.Guards, MetricFilter.Of(job), table, catalog, time);
    }

    /// <param name="contentType">Tells the form; none means JSON lines.</param>
    public PushOutcome Receive(ReadOnlySpan<byte> body, string? contentType)
    {
        Slot slot = Slot.Of(time.GetUtcNow(), Grain);
        var writer = new SampleWriter(table, guards, _labels, filter);
        if (body.Length > guards.MaxBodyBytes)
        {
            return Refused($"the body is larger than {guards.MaxBodyBytes} bytes (guards.maxBodyBytes); send less at once");
        }
        try
        {
            if (IsJson(contentType))
            {
                List<PushError> errors = ReadJson(body, writer);
                return errors.Count > 0 ? new PushOutcome(null, 0, errors) : Accepted(writer, slot);
            }
            if (!ExpositionMedia.TryFormatOf(contentType, out ExpositionFormat format))
            {
                return Refused($"'{contentType}' is no form of samples; send application/x-ndjson, text/plain or application/openmetrics-text");
            }
            new ExpositionParser(catalog, LabelClash.TheirsWins, honorTimestamps: true).Parse(WithLastLineEnded(body), format, writer);
            return Accepted(writer, slot);
        }
        catch (SourceFaultException fault)
        {
            return Refused(fault.Message);
        }
    }

    private static bool IsJson(string? contentType) =>
        string.IsNullOrWhiteSpace(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && JsonTypes.Contains(type.MediaType, StringComparer.OrdinalIgnoreCase));

    private PushOutcome Accepted(SampleWriter writer, Slot slot)
    {
        SampleBatch? batch = writer.Count == 0 ? null : writer.ToBatch(job, slot);
        return new PushOutcome(batch, batch?.Count ?? 0, []);
    }

    /// <summary>A message of the form <c>line 3, …</c> keeps its line.</summary>
    private static PushOutcome Refused(string message)
    {
        int digits = message.StartsWith("line ", StringComparison.Ordinal) ? message.AsSpan(5).IndexOfAnyExceptInRange('0', '9') : 0;
        return new PushOutcome(null, 0, [new PushError(digits > 0 ? int.Parse(message.AsSpan(5, digits)) : 0, message)]);
    }

    private List<PushError> ReadJson(ReadOnlySpan<byte> body, SampleWriter writer)
    {
        List<PushError> errors = [];
        List<JsonSample> samples = [];
        int number = 0;
        foreach (Range range in body.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = body[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }
            if (samples.Count >= guards.MaxSamples)
            {
                errors.Add(new PushError(number, $"the push holds more than {guards.MaxSamples} samples (guards.maxSamples); send fewer at once"));
                return errors;
            }
            if (Check(line) is { } error)
            {
                errors.Add(new PushError(number, error));
            }
            if (errors.Count == MostErrors)
            {
                return errors;
            }
        }
        if (errors.Count == 0)
        {
            samples.ForEach(sample => Add(sample, writer));
        }
        return errors;

        string? Check(ReadOnlySpan<byte> line)
        {
            try
            {
                samples.Add(JsonSample.Read(line));
                return null;
            }
            catch (SourceFaultException fault)
            {
                return fault.Message;
            }
            catch (JsonException malformed)
            {
                return $"column {malformed.BytePositionInLine + 1}: this is no JSON: {malformed.Message.Split(" LineNumber", 2)[0]}";
            }
        }
    }

    private static void Add(JsonSample sample, SampleWriter writer)
    {
        if (writer.TryResolve(sample.Series.Metric, sample.Series.Labels, LabelClash.TheirsWins, out SeriesId id))
        {
            writer.Add(id, sample.Value, sample.UnixMs);
        }
        else
        {
            writer.Drop();
        }
    }

    private static ReadOnlySpan<byte> WithLastLineEnded(ReadOnlySpan<byte> body) =>
        body.IsEmpty || body[^1] == '\n' ? body : (byte[])[.. body, (byte)'\n'];
}
