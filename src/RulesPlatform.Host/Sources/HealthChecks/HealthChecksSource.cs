using System.Globalization;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.HealthChecks;

/// <summary>
/// Another service's health report: <c>health_status</c> and <c>health_check_status{check}</c> (0 unhealthy, 0.5 degraded, 1 healthy),
/// <c>health_duration_seconds</c>, <c>health_check_duration_seconds{check}</c>, and the numbers that checks send along as
/// <c>health_check_data{check,key}</c>. Any status code with a valid report is an answer: unhealthy services answer 503. Redirects are
/// not followed; the connection is kept between slots.
/// </summary>
internal sealed class HealthChecksSource : IMetricSource
{
    private readonly Uri _address;
    private readonly HealthChecksSourceSettings _settings;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    });

    /// <exception cref="ArgumentException">The address is no URL.</exception>
    public HealthChecksSource(Target target, HealthChecksSourceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!Uri.TryCreate(target.Address, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"'{target.Address}' is no address a health report can be had from; write http://host/health.", nameof(target));
        }
        (_address, _settings) = (address, settings);
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (int status, byte[] body) = await Ask(writer.Guards, cancellation);
        try
        {
            Write(writer, HealthReportReader.Read(body));
        }
        catch (FormatException failure)
        {
            throw new SourceFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{_address} answers {status}, but no health report: {failure.Message}"), failure);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(int Status, byte[] Body)> Ask(CollectionGuards guards, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        request.Headers.TryAddWithoutValidation("User-Agent", "RulesPlatform");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/plain;q=0.5");
        HeaderValues.Apply(_settings.Headers, request, isForeign: false);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellation);
            int status = (int)response.StatusCode;
            return status is >= 300 and < 400
                ? throw new SourceFaultException($"{_address} answers {status} and points to {response.Headers.Location}; name that address as the target")
                : (status, await ReadBody(response, guards, cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new SourceFaultException($"{_address} cannot be asked: {(failure.InnerException ?? failure).Message}", failure);
        }
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

    private static void Write(SampleWriter writer, HealthReport report)
    {
        writer.Add("health_status", LabelSet.Empty, report.Status);
        if (report.Duration is { } total)
        {
            writer.Add("health_duration_seconds", LabelSet.Empty, total.TotalSeconds);
        }
        foreach (HealthEntry entry in report.Entries)
        {
            LabelSet check = LabelSet.Of(("check", entry.Name));
            writer.Add("health_check_status", check, entry.Status);
            if (entry.Duration is { } duration)
            {
                writer.Add("health_check_duration_seconds", check, duration.TotalSeconds);
            }
            foreach ((string key, double value) in entry.Data)
            {
                writer.Add("health_check_data", check.With("key", key), value);
            }
        }
    }
}
