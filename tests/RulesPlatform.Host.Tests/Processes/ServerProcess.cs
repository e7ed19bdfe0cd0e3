using System.Diagnostics;
using System.Text.RegularExpressions;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Host.Tests.Architecture;

namespace RulesPlatform.Host.Tests.Processes;

/// <summary>
/// The program itself, as a process of its own, over the shipped rules and an empty store. Its parent is a shell by the name of <c>systemd</c>, which
/// is how the program knows that it is a service; the shell hands SIGTERM on and ends as the program does.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const string Shell = "\"$@\" & child=$!; trap 'kill -TERM $child' TERM; wait $child; code=$?; while kill -0 $child 2>/dev/null; do wait $child; code=$?; done; exit $code";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _parent = new();
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(string url, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        string parent = Path.Combine(_parent.Path, "systemd");
        File.CreateSymbolicLink(parent, "/bin/sh");
        var start = new ProcessStartInfo(parent)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.Path,
            ArgumentList =
            {
                "-c", Shell, "systemd", Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
                Path.Combine(AppContext.BaseDirectory, "rulesplatform.dll"),
                "run", "--rules", Path.Combine(Repository.Root, "rules"), "--data", _data.Path, "--urls", url,
            },
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public string DataFolder => _data.Path;

    public static ServerProcess Start(string url, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        new(url, environment ?? new Dictionary<string, string>(), arguments);

    /// <summary>Where it says that it listens.</summary>
    public async Task<string> Url()
    {
        var said = new System.Text.StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            said.AppendLine(line);
            if (Serving().Match(line) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }
        }
        throw new InvalidOperationException($"The server ended without listening.\n{said}\n{await _errors}");
    }

    /// <summary>Asks it to stop, as a service manager or Ctrl+C does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>How it ended, and what stood on standard error.</summary>
    public async Task<(int ExitCode, string Errors)> Ended()
    {
        Task<string> rest = _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await rest;
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _data.Dispose();
        _parent.Dispose();
    }

    [GeneratedRegex(@"Serving on (\S+)\. ")]
    private static partial Regex Serving();
}
