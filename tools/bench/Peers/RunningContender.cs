using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace RulesPlatform.Bench.Peers;

/// <summary>A contender's process, from its start until it is disposed of, which kills it and deletes what it stored.</summary>
internal sealed class RunningContender : IDisposable
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http;
    private readonly Contender _contender;
    private readonly Process _process;

    private RunningContender(Contender contender, IReadOnlyList<string> targets, string interval)
    {
        _contender = contender;
        int port = FreePort();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        ProcessStartInfo start = contender.Prepare(_folder, port, targets, interval);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        long begun = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Begun = begun;
    }

    /// <summary>From the start of the process to its first answer that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public ProcessFigures Figures => ProcessFigures.Of(_process);

    private long Begun { get; }

    /// <exception cref="InvalidOperationException">It is not ready after half a minute.</exception>
    public static async Task<RunningContender> Start(Contender contender, IReadOnlyList<string> targets, string interval)
    {
        var running = new RunningContender(contender, targets, interval);
        bool isReady = false;
        try
        {
            await running.Ready();
            isReady = true;
            return running;
        }
        finally
        {
            if (!isReady)
            {
                running.Dispose();
            }
        }
    }

    /// <summary>How many samples it has stored since it began.</summary>
    public async Task<double> Stored()
    {
        string metrics = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return metrics.Split('\n').Where(line => line.StartsWith(_contender.StoredSeries, StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOfAny(['}', ' ']) + 1)..].Trim(), CultureInfo.InvariantCulture));
    }

    /// <summary>What it answers as JSON.</summary>
    public Task<JsonElement> Ask(string path) => _http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task Ready()
    {
        while (Stopwatch.GetElapsedTime(Begun) < s_longestStart)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{_contender.Name} ended with {_process.ExitCode} before it was ready.");
            }
            try
            {
                using HttpResponseMessage answer = await _http.GetAsync(new Uri(_contender.ReadyPath, UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    ReadyAfter = Stopwatch.GetElapsedTime(Begun);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            // A start is measured to a few milliseconds, and nothing else tells that it is over.
            await Task.Delay(2);
        }
        throw new InvalidOperationException($"{_contender.Name} is not ready after {s_longestStart.TotalSeconds:F0} s.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
