using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>
/// An HTTP check: one request a slot, over a connection of its own, so that every phase is measured each time. A check that fails is
/// an answer: <c>probe_success</c> = 0 and the reason, while <c>up</c> stays 1; a fault is only what keeps the check from being made
/// (a secret that cannot be read, a body past the guard). No proxy is used and no cookie kept.
/// <para>
/// Besides what <see cref="ProbeSamples"/> writes (phases resolve, connect, tls, processing, transfer; redirects added up):
/// <c>probe_http_status_code</c> and <c>probe_http_version</c> (0 where no answer came), <c>probe_http_redirects</c>,
/// <c>probe_http_content_length_bytes</c>, and where they apply <c>probe_http_body_match</c> with <c>probe_failed_due_to_body</c>,
/// <c>probe_ssl_earliest_cert_expiry_seconds</c> (Unix time) with <c>probe_ssl_certificate_valid</c>.
/// </para>
/// </summary>
internal sealed class HttpSource : IMetricSource
{
    private readonly HttpProbe _probe;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly bool _expectsBody;

    /// <param name="timeout">The job's; the check itself ends a little earlier, see <see cref="ProbeDeadline"/>.</param>
    /// <exception cref="ArgumentException">The address is no URL, or the expected body no regular expression.</exception>
    public HttpSource(Target target, HttpSourceSettings settings, TimeSpan timeout, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        if (!Uri.TryCreate(target.Address, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"'{target.Address}' is no address an HTTP check can ask; write http://host/path or https://host/path.", nameof(target));
        }
        _probe = new HttpProbe(address, settings);
        (_timeout, _time, _expectsBody) = (timeout, time, settings.ExpectBody is not null);
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var result = new HttpProbeResult(_time);
        using var deadline = new ProbeDeadline(_timeout, _time, cancellation);
        try
        {
            await _probe.Run(result, writer.Guards, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            result.Failure = ProbeFailure.Timeout;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ProbeFailedException)
        {
            cancellation.ThrowIfCancellationRequested();
            result.Failure = deadline.Token.IsCancellationRequested ? ProbeFailure.Timeout : ProbeFaults.ReasonOf(failure);
        }
        Write(writer, result);
    }

    public void Dispose()
    {
        // Nothing is held between two checks.
    }

    private void Write(SampleWriter writer, HttpProbeResult result)
    {
        ProbeSamples.AddOutcome(writer, result.Failure);
        ProbeSamples.AddPhase(writer, "resolve", result.Phases.Resolve);
        ProbeSamples.AddPhase(writer, "connect", result.Phases.Connect);
        ProbeSamples.AddPhase(writer, "tls", result.Phases.Tls);
        ProbeSamples.AddPhase(writer, "processing", result.Phases.Processing);
        ProbeSamples.AddPhase(writer, "transfer", result.Phases.Transfer);
        writer.Add("probe_http_status_code", LabelSet.Empty, result.Status);
        writer.Add("probe_http_version", LabelSet.Empty, result.Version);
        writer.Add("probe_http_redirects", LabelSet.Empty, result.Redirects);
        AddWhereKnown(writer, "probe_http_content_length_bytes", result.ContentLength);
        if (_expectsBody)
        {
            writer.Add("probe_failed_due_to_body", LabelSet.Empty, result.Failure == ProbeFailure.Body ? 1 : 0);
        }
        AddWhereKnown(writer, "probe_http_body_match", result.BodyMatches is { } matches ? (matches ? 1 : 0) : null);
        AddWhereKnown(writer, "probe_ssl_earliest_cert_expiry_seconds", result.EarliestExpiry);
        AddWhereKnown(writer, "probe_ssl_certificate_valid", result.IsCertificateValid is { } isValid ? (isValid ? 1 : 0) : null);
    }

    private static void AddWhereKnown(SampleWriter writer, string metric, double? value)
    {
        if (value is { } known)
        {
            writer.Add(metric, LabelSet.Empty, known);
        }
    }
}
