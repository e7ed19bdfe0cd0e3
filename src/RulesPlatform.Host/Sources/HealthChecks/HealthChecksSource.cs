using System.Globalization;
using System.Net.Http;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.HealthChecks;

/// <summary>
/// Another service's health report: <c>health_status</c> and <c>health_check_status{check}</c> (0 unhealthy, 0.5 degraded, 1 healthy),
/// <c>health_duration_seconds</c> and <c>health_check_duration_seconds{check}</c> where they are told, and the numbers that checks send
/// along as <c>health_check_data{check,key}</c>. 2xx and 503 with a valid report are answers, since services that are not well answer
/// 503; all else is a fault. Redirects are not followed; the connection is kept between slots.
/// </summary>
internal sealed class HealthChecksSource : IMetricSource
{
    private const int PrintedLocation = 200;

    private readonly Uri _address;
    private readonly HeaderValues _headers;
    private readonly HealthSeries _series = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    });

    /// <exception cref="SourceFaultException">The address is no URL, or a header none that can be sent.</exception>
    public HealthChecksSource(HealthChecksSourceSettings settings, Target target)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(target);
        _address = WebAddress.Parse(target.Address);
        _headers = new HeaderValues(settings.Headers, hasBody: false);
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _series.Write(writer, await Ask(writer.Guards, cancellation));
    }

    public void Dispose() => _client.Dispose();

    private async Task<HealthReport> Ask(CollectionGuards guards, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        _headers.Apply(request, isForeign: false);
        HeaderValues.Default(request, "User-Agent", "RulesPlatform");
        HeaderValues.Default(request, "Accept", "application/json, text/plain;q=0.5");
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellation);
            int status = (int)response.StatusCode;
            return status is (>= 200 and <= 299) or 503
                ? Read(status, await ReadBody(response, guards, cancellation))
                : throw Refused(status, response);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            bool isTransient = ProbeFaults.ReasonOf(failure) is ProbeFailure.Refused or ProbeFailure.Reset;
            throw new SourceFaultException(
                $"{WebAddress.Printable(_address)} gives no health report: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}", failure) { IsTransient = isTransient };
        }
    }

    private HealthReport Read(int status, byte[] body)
    {
        try
        {
            return HealthReportReader.Read(body);
        }
        catch (FormatException failure)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{WebAddress.Printable(_address)} answers {status}, but no health report: {failure.Message}");
            throw new SourceFaultException(message, failure) { IsTransient = status == 503 };
        }
    }

    private SourceFaultException Refused(int status, HttpResponseMessage response)
    {
        string where = response.Headers.Location?.ToString() ?? "";
        string hint = status switch
        {
            >= 300 and <= 399 when where.Length > 0 => $" and points to '{where[..Math.Min(where.Length, PrintedLocation)]}'; name the final address as the target",
            401 or 403 => "; give credentials in options.headers",
            404 => "; name the path that the service maps its health checks to",
            _ => "; a health report comes with 200 or 503",
        };
        string message = string.Create(CultureInfo.InvariantCulture, $"{WebAddress.Printable(_address)} answers {status}{hint}");
        return new SourceFaultException(message) { IsTransient = status >= 500 };
    }

    private static async Task<byte[]> ReadBody(HttpResponseMessage response, CollectionGuards guards, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        byte[] buffer = new byte[8192];
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > guards.MaxBodyBytes)
            {
                throw new SourceFaultException($"the health report is longer than {guards.MaxBodyBytes} bytes (guards.maxBodyBytes)");
            }
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}
