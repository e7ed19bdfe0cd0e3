using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.CommandLine.Import;

namespace RulesPlatform.Host.CommandLine.Clients;

/// <summary>Asks a running server over HTTP.</summary>
internal sealed class ServerClient : IPlatformClient
{
    private readonly HttpClient _http;
    private readonly string _keyRemedy;

    /// <param name="key">Null where none is known: reading may do without.</param>
    /// <param name="keyRemedy">What to say when a key would be needed.</param>
    public ServerClient(HttpMessageHandler handler, string url, string? key, string keyRemedy)
    {
        ServerUrl = url.TrimEnd('/');
        _keyRemedy = keyRemedy;
        _http = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(ServerUrl + "/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
    }

    public string ServerUrl { get; }

    public Task<StatusAnswer> Status(CancellationToken cancellation) => Ask("api/v1/status", ApiJson.Default.StatusAnswer, cancellation)!;

    public Task<SignalsAnswer> Signals(int limit, CancellationToken cancellation) =>
        Ask($"api/v1/signals{Parameters(("limit", limit.ToString(CultureInfo.InvariantCulture)))}", ApiJson.Default.SignalsAnswer, cancellation)!;

    public Task<ExplainAnswer?> Explain(string subject, CancellationToken cancellation) =>
        Ask($"api/v1/explain{Parameters(("subject", subject))}", ApiJson.Default.ExplainAnswer, cancellation);

    public Task<QueryAnswer?> Query(QueryRequest request, CancellationToken cancellation) => Ask(
        $"api/v1/query{Parameters(("selector", request.Selector), ("from", request.From), ("to", request.To), ("step", request.Step), ("fold", request.Fold), ("limit", request.Limit))}",
        ApiJson.Default.QueryAnswer, cancellation);

    public async Task<bool> Export(ExportRequest request, Stream output, Action<double> progress, CancellationToken cancellation)
    {
        string format = request.Format == ExportFormat.Csv ? "csv" : "openmetrics";
        using var message = new HttpRequestMessage(
            HttpMethod.Get, $"api/v1/export{Parameters(("selector", request.Selector), ("from", request.From), ("to", request.To), ("format", format))}");
        using HttpResponseMessage response = await Send(message, cancellation, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        await RefuseFailure(response, cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[128 * 1024];
        long total = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            total += read;
            progress(-total);
        }
        return true;
    }

    public async Task<string> Catalogue(CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "api/v1/catalog");
        using HttpResponseMessage response = await Send(message, cancellation, HttpCompletionOption.ResponseContentRead);
        await RefuseFailure(response, cancellation);
        return await response.Content.ReadAsStringAsync(cancellation);
    }

    public Task<SilencesAnswer> Silences(string? state, CancellationToken cancellation) =>
        Ask($"api/v1/silences{Parameters(("state", state))}", ApiJson.Default.SilencesAnswer, cancellation)!;

    public Task<SilenceAnswer> AddSilence(SilenceRequest request, CancellationToken cancellation) =>
        Tell("api/v1/silences", request, ApiJson.Default.SilenceRequest, ApiJson.Default.SilenceAnswer, cancellation)!;

    public async Task<bool> ExpireSilence(string id, string author, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Delete, $"api/v1/silences/{Uri.EscapeDataString(id)}{Parameters(("author", author))}");
        using HttpResponseMessage response = await Send(message, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        await RefuseFailure(response, cancellation);
        return true;
    }

    public Task<AckAnswer?> Acknowledge(string fingerprint, AckRequest request, CancellationToken cancellation) =>
        Tell($"api/v1/alerts/{Uri.EscapeDataString(fingerprint)}/ack", request, ApiJson.Default.AckRequest, ApiJson.Default.AckAnswer, cancellation);

    public Task<RulesAnswer?> Rules(CancellationToken cancellation) => Ask("api/v1/rules", ApiJson.Default.RulesAnswer, cancellation);

    public Task<GenerationsAnswer> Generations(int limit, CancellationToken cancellation) =>
        Ask($"api/v1/rules/history{Parameters(("limit", limit.ToString(CultureInfo.InvariantCulture)))}", ApiJson.Default.GenerationsAnswer, cancellation)!;

    public Task<RollbackAnswer?> Rollback(string revision, CancellationToken cancellation) =>
        Tell("api/v1/rules/rollback", new RollbackRequest(revision), ApiJson.Default.RollbackRequest, ApiJson.Default.RollbackAnswer, cancellation);

    public async Task Push(IReadOnlyList<ImportedSample> samples, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(body))
        {
            foreach (ImportedSample sample in samples)
            {
                sample.WriteTo(json);
                json.Flush();
                json.Reset();
                body.Write("\n"u8);
            }
        }
        using var message = new HttpRequestMessage(HttpMethod.Post, "api/v1/samples") { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage response = await Send(message, cancellation);
        await RefuseFailure(response, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static string Parameters(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder();
        foreach ((string name, string? value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
        return text.ToString();
    }

    /// <summary>Null for 404.</summary>
    private async Task<T?> Ask<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) where T : class
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        return await Read(message, type, cancellation);
    }

    private async Task<TAnswer?> Tell<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> type, CancellationToken cancellation) where TAnswer : class
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(JsonSerializer.Serialize(request, requestType), Encoding.UTF8, "application/json"),
        };
        return await Read(message, type, cancellation);
    }

    private async Task<T?> Read<T>(HttpRequestMessage message, JsonTypeInfo<T> type, CancellationToken cancellation) where T : class
    {
        using HttpResponseMessage response = await Send(message, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        await RefuseFailure(response, cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellation);
        }
        catch (JsonException flaw)
        {
            throw new CommandFailureException(ExitCode.Failed, $"{ServerUrl} answers what this program does not understand: {flaw.Message} Are both of the same version?", flaw);
        }
    }

    private async Task<HttpResponseMessage> Send(
        HttpRequestMessage message, CancellationToken cancellation, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        try
        {
            return await _http.SendAsync(message, completion, cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailureException(ExitCode.NobodyThere, $"{ServerUrl} does not answer: {failure.Message} Is the server running?", failure);
        }
    }

    private async Task RefuseFailure(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }
        string text = await response.Content.ReadAsStringAsync(cancellation);
        string detail;
        try
        {
            using JsonDocument problem = JsonDocument.Parse(text);
            detail = problem.RootElement.TryGetProperty("detail", out JsonElement said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : text;
        }
        catch (JsonException)
        {
            detail = text.Split('\n')[0];
        }
        throw new CommandFailureException(ExitCode.Failed, response.StatusCode == HttpStatusCode.Unauthorized ? $"{detail} {_keyRemedy}" : detail.Length > 0 ? detail : $"{ServerUrl} answers {(int)response.StatusCode}.");
    }
}
