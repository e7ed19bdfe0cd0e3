using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.CommandLine;
using RulesPlatform.Host.CommandLine.Import;
using RulesPlatform.Host.Settings;
using RulesPlatform.Host.Tests.Api;

namespace RulesPlatform.Host.Tests.CommandLine;

/// <summary>Someone at a keyboard: types a command, reads what comes.</summary>
internal sealed class Terminal(string folder)
{
    public IArchive? Archive { get; init; }

    public Func<string, SampleStore> OpenStore { get; init; } = _ => throw new InvalidOperationException("No store is to be opened here.");

    public Dictionary<string, string> Variables { get; } = [];

    public HostSettings? Served { get; private set; }

    public async Task<(int ExitCode, string Output, string Errors)> Type(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var raw = new MemoryStream();
        using var http = new SocketsHttpHandler { UseProxy = false };
        var tools = new CommandTools
        {
            Output = Screen.Plain(output),
            Errors = Screen.Plain(errors),
            RawOutput = () => raw,
            Time = new FakeTimeProvider(ShopWorld.Now),
            Folder = folder,
            Machine = "vm",
            Variable = name => Variables.GetValueOrDefault(name),
            Environment = Variables,
            User = "ann",
            Http = http,
            OpenArchive = _ => Archive,
            OpenStore = OpenStore,
            Compile = _ => ShopRules.Set,
            Serve = (settings, _) =>
            {
                Served = settings;
                return Task.FromResult(ExitCode.Done);
            },
        };
        int exitCode = await CommandTree.Invoke(tools, arguments, output, errors, CancellationToken.None);
        return (exitCode, Trimmed(output.ToString()) + System.Text.Encoding.UTF8.GetString(raw.ToArray()), Trimmed(errors.ToString()));
    }

    /// <summary>The library pads lines of help.</summary>
    private static string Trimmed(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
}
