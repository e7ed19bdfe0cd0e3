using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Replay;

/// <summary>
/// Where <c>--history</c> points: a folder that is read where it is, or a server that is asked for the part of its store that the rules read. That part
/// lies in a temporary folder, which is gone when this is disposed.
/// </summary>
internal sealed class HistorySource : IDisposable
{
    private const string KeyVariable = "RULESPLATFORM_API_KEY";

    // Cutting a slice of a large store takes its time before the first byte comes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Between two pieces of it: a server that has begun to send goes on, or is gone.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly bool _isTemporary;

    private HistorySource(string folder, bool isTemporary) => (Folder, _isTemporary) = (folder, isTemporary);

    public string Folder { get; }

    public static Option<string> CreateOption() => new("--history")
    {
        Description = "A server's data folder, a copy of it, what 'rulesplatform export --slice' wrote, or a server's address (http://…).",
        DefaultValueFactory = _ => "data",
        HelpName = "FOLDER|URL",
    };

    public static Option<FileInfo?> CreateKeyOption() => new("--key-file")
    {
        Description = $"Holds the key that the server wants; the environment variable {KeyVariable} unless given.",
        HelpName = "FILE",
    };

    public static bool IsAddress(string history) =>
        history.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || history.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <param name="rules">What any of these reads is asked for, as far back as <paramref name="last"/> and their windows and baselines reach.</param>
    /// <exception cref="HistoryException">The server cannot be reached, refuses, or breaks off; the message says which.</exception>
    public static HistorySource Open(string history, IReadOnlyList<RuleSet> rules, string? last, FileInfo? keyFile, CancellationToken cancellation)
    {
        if (!IsAddress(history))
        {
            return new HistorySource(Path.GetFullPath(history), isTemporary: false);
        }
        if (!Uri.TryCreate(history.TrimEnd('/') + "/", UriKind.Absolute, out Uri? server))
        {
            throw new HistoryException($"'{history}' is no address; write it as the server's log does: http://host:9470");
        }
        if (last is not null && !DurationText.TryRead(last, out _))
        {
            throw new HistoryException($"'{last}' is not a span; write whole numbers with s, m, h, d or w: 30d, 1d12h");
        }
        string? key = Key(keyFile);
        var source = new HistorySource(Directory.CreateTempSubdirectory("rulelint-history-").FullName, isTemporary: true);
        bool isFetched = false;
        try
        {
            Fetch(server, source.Folder, rules, last, key, cancellation).GetAwaiter().GetResult();
            isFetched = true;
            return source;
        }
        finally
        {
            if (!isFetched)
            {
                source.Dispose();
            }
        }
    }

    public void Dispose()
    {
        if (_isTemporary && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static string? Key(FileInfo? file)
    {
        string key;
        try
        {
            key = (file is null ? Environment.GetEnvironmentVariable(KeyVariable) ?? "" : File.ReadAllText(file.FullName)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException($"the key file cannot be read: {failure.Message}", failure);
        }
        if (key.Any(one => one is <= ' ' or > '~'))
        {
            throw new HistoryException($"{(file is null ? KeyVariable : file.Name)} holds no key: a key is one line of letters and digits");
        }
        // An empty one is none: who asks from the server's own machine needs none.
        return key.Length == 0 ? null : key;
    }

    private static async Task Fetch(Uri server, string folder, IReadOnlyList<RuleSet> rules, string? last, string? key, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = server, Timeout = Patience };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("rulelint", typeof(HistorySource).Assembly.GetName().Version!.ToString(3)));
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/slice") { Content = new StringContent(JsonSerializer.Serialize(Question(rules, last)), new MediaTypeHeaderValue("application/json")) };
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new HistoryException(Refusal(server, key is not null, answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation)));
            }
            if (answer.Content.Headers.ContentType?.MediaType != "application/vnd.sqlite3")
            {
                throw new HistoryException($"{server} answers, but not as a RulesPlatform server does: name the address that its own log shows");
            }
            await using Stream body = await answer.Content.ReadAsStreamAsync(cancellation);
            await using FileStream file = File.Create(HistoryReader.DatabaseIn(folder));
            await Copy(body, file, cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw new HistoryException($"{server} cannot be asked: {failure.Message}", failure);
        }
        catch (TaskCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new HistoryException($"{server} gave no slice within {Patience.TotalMinutes} minutes; take a shorter --last", failure);
        }
    }

    private static async Task Copy(Stream body, FileStream file, CancellationToken cancellation)
    {
        byte[] buffer = new byte[128 * 1024];
        long total = 0;
        int read;
        while ((read = await Next(body, buffer, cancellation)) > 0)
        {
            await Keep(file, buffer.AsMemory(0, read), cancellation);
            total += read;
            if (!Console.IsErrorRedirected)
            {
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\rfetching history: {total / 1048576.0:N1} MiB "));
            }
        }
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{new string(' ', 40)}\r");
        }
    }

    private static async Task<int> Next(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation).AsTask().WaitAsync(Pause, cancellation);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            throw new HistoryException($"the slice broke off: {failure.Message}; ask again", failure);
        }
    }

    private static async Task Keep(FileStream file, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(piece, cancellation);
        }
        catch (IOException failure)
        {
            throw new HistoryException($"{Path.GetDirectoryName(file.Name)} cannot take the slice: {failure.Message}; take a shorter --last", failure);
        }
    }

    private static Dictionary<string, object?> Question(IReadOnlyList<RuleSet> rules, string? last)
    {
        TimeSpan reach = rules.SelectMany(set => set.Groups).SelectMany(group => group.Signals).Select(signal => signal.Reach).DefaultIfEmpty().Max();
        TimeSpan? span = last is not null && DurationText.TryRead(last, out TimeSpan read) ? read + reach : null;
        // One filter a label will do: a slice that holds more than is read decides alike.
        var inputs = HistorySlice.InputsOf(rules.SelectMany(set => set.Groups))
            .Select(input => (input.Metric, Where: new SortedDictionary<string, string>(input.Where.DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Text), StringComparer.Ordinal)))
            .DistinctBy(input => $"{input.Metric} {string.Join(' ', input.Where.Select(filter => $"{filter.Key}={filter.Value.Length}:{filter.Value}"))}");
        return new Dictionary<string, object?>
        {
            ["from"] = span is { } back ? DurationText.Write(back) : null,
            ["inputs"] = inputs.Select(input => new { metric = input.Metric, where = input.Where }).ToArray(),
        };
    }

    private static string Refusal(Uri server, bool hadKey, HttpStatusCode status, string body) => status switch
    {
        HttpStatusCode.Unauthorized when hadKey => $"{server} does not know the key",
        HttpStatusCode.Unauthorized => $"{server} wants a key: give --key-file, or set {KeyVariable}",
        HttpStatusCode.Forbidden => $"{server} does not let this key read",
        HttpStatusCode.NotFound => $"{server} gives no slices: it is no RulesPlatform server, or an older one",
        HttpStatusCode.TooManyRequests => $"{server} is cutting a slice for somebody else; ask again in a moment",
        _ => $"{server} answered {(int)status}: {Detail(body)}",
    };

    /// <summary>Of a problem document (RFC 9457), or the beginning of whatever else it is.</summary>
    private static string Detail(string body)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(body);
            if (problem.RootElement.TryGetProperty("detail", out JsonElement detail) && detail.GetString() is { } said)
            {
                return said;
            }
        }
        catch (JsonException)
        {
            // Something before the server answered in its place.
        }
        string line = body.ReplaceLineEndings(" ").Trim();
        return line.Length > 200 ? line[..200] : line;
    }
}
