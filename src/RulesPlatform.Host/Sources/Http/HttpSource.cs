using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>
/// An HTTP check: one request a slot, over a connection of its own, so that every phase is real each time. A check that fails is an
/// answer: <c>probe_success</c> = 0 and its reason, while <c>up</c> stays 1. A fault is only what does not fit its target: an address,
/// header or pattern written wrongly, a secret that cannot be read, a body past the guard. No proxy is used and no cookie kept; a
/// status in <c>expectStatus</c> is an answer even where it is a redirect; headers that may be credentials go to the target's own
/// scheme, host and port only.
/// <para>
/// Each slot, beside what <see cref="ProbeSamples"/> lists (phases resolve, connect, tls, processing, transfer):
/// <c>probe_http_status_code</c> and <c>probe_http_version</c> of the last answer, 0 where none came; <c>probe_http_redirects</c>
/// followed; with <c>expectBody</c>, <c>probe_http_body_match</c>. Only where they were seen:
/// <c>probe_http_content_length_bytes</c>; of the last chain of certificates <c>probe_ssl_earliest_cert_expiry_seconds</c> (Unix time),
/// <c>probe_ssl_cert_remaining_seconds</c> (after the slot; negative once expired) and <c>probe_ssl_cert_valid</c> (trusted, of its
/// time and for the name, whether or not the check insists on it).
/// </para>
/// </summary>
internal sealed class HttpSource : IMetricSource
{
    private readonly HttpProbe _probe;
    private readonly ProbeAttempt _attempt;
    private readonly TimeProvider _time;
    private readonly bool _expectsBody;

    private readonly ProbeSamples _samples = new(ProbePhase.Resolve, ProbePhase.Connect, ProbePhase.Tls, ProbePhase.Processing, ProbePhase.Transfer);
    private readonly ProbeSeries _status = new("probe_http_status_code");
    private readonly ProbeSeries _version = new("probe_http_version");
    private readonly ProbeSeries _redirects = new("probe_http_redirects");
    private readonly ProbeSeries _bodyMatch = new("probe_http_body_match");
    private readonly ProbeSeries _contentLength = new("probe_http_content_length_bytes");
    private readonly ProbeSeries _expiry = new("probe_ssl_earliest_cert_expiry_seconds");
    private readonly ProbeSeries _remaining = new("probe_ssl_cert_remaining_seconds");
    private readonly ProbeSeries _isValid = new("probe_ssl_cert_valid");

    /// <param name="timeout">The job's; the check itself ends a little earlier, see <see cref="ProbeDeadline"/>.</param>
    /// <param name="log">Told in words why a check fails, once each time the reason changes.</param>
    /// <param name="lookup">Null asks the machine's resolver.</param>
    /// <exception cref="SourceFaultException">The address is no URL, or a setting makes no sense.</exception>
    public HttpSource(HttpSourceSettings settings, Target target, TimeSpan timeout, TimeProvider time, ILogger? log = null, NameLookup? lookup = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(target);
        Uri address = WebAddress.Parse(target.Address);
        _probe = new HttpProbe(address, settings, new ProbeConnection(lookup));
        _attempt = new ProbeAttempt(WebAddress.Printable(address), timeout, time, log);
        (_time, _expectsBody) = (time, settings.ExpectBody is not null);
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var result = new HttpProbeResult(_time);
        ProbeFailure failure = await _attempt.Run(token => _probe.Run(result, writer.Guards, token), cancellation);
        _samples.Write(writer, failure, result.Phases);
        Write(writer, result, slot);
    }

    public void Dispose()
    {
        // Nothing is held between two checks.
    }

    private void Write(SampleWriter writer, HttpProbeResult result, Slot slot)
    {
        _status.Write(writer, result.Status);
        _version.Write(writer, result.Version);
        _redirects.Write(writer, result.Redirects);
        if (_expectsBody)
        {
            _bodyMatch.Write(writer, result.IsBodyMatched);
        }
        _contentLength.WriteWhereKnown(writer, result.ContentLength);
        _expiry.WriteWhereKnown(writer, result.EarliestExpiry);
        _remaining.WriteWhereKnown(writer, result.EarliestExpiry - slot.UnixMs / 1000.0);
        _isValid.WriteWhereKnown(writer, result.IsCertificateValid is { } isValid ? (isValid ? 1 : 0) : null);
    }
}
