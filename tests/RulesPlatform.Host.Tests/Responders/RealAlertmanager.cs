using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>The Alertmanager that is installed on this machine, on a loopback port of its own choice, forgetting everything at its end.</summary>
internal sealed partial class RealAlertmanager : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RealAlertmanager(Process process, DirectoryInfo folder, string url) => (_process, _folder, Url) = (process, folder, url);

    public string Url { get; }

    /// <summary>Inconclusive where the program is not installed.</summary>
    /// <param name="webhook">Where it sends what it is told.</param>
    public static async Task<RealAlertmanager> Start(string webhook)
    {
        string? program = new[] { "/usr/bin/prometheus-alertmanager", "/usr/bin/alertmanager", "/usr/local/bin/alertmanager" }.FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Inconclusive("Alertmanager is not installed here (Debian: prometheus-alertmanager); the comparison with the real one was not made.");
        }
        DirectoryInfo folder = Directory.CreateTempSubdirectory("alertmanager-");
        string config = Path.Combine(folder.FullName, "alertmanager.yml");
        await File.WriteAllTextAsync(config, $"""
            route: {"{"} receiver: oncall, group_by: [alertname], group_wait: 1ms, group_interval: 1s, repeat_interval: 1h {"}"}
            receivers:
              - name: oncall
                webhook_configs:
                  - url: {webhook}
                    send_resolved: true
            """);
        var start = new ProcessStartInfo(program!)
        {
            RedirectStandardError = true,
            ArgumentList =
            {
                "--config.file=" + config, "--storage.path=" + Path.Combine(folder.FullName, "data"),
                "--web.listen-address=127.0.0.1:0", "--cluster.listen-address=", "--web.external-url=http://alertmanager.example.org/",
            },
        };
        Process process = Process.Start(start)!;
        try
        {
            return new RealAlertmanager(process, folder, await AddressOf(process).WaitAsync(TimeSpan.FromSeconds(20)));
        }
        catch (Exception)
        {
            process.Kill();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Task<string> AddressOf(Process process)
    {
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException($"Alertmanager did not start:\n{log}"));
            }
            else if (Listening().Match(log.AppendLine(line.Data).ToString()) is { Success: true } found)
            {
                address.TrySetResult($"http://{found.Groups[1].Value}");
            }
        };
        process.BeginErrorReadLine();
        return address.Task;
    }

    [GeneratedRegex("""msg="?Listening on"? address=(\S+)""")]
    private static partial Regex Listening();
}
