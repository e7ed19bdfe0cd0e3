using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.CommandLine.Commands;

namespace RulesPlatform.Host.CommandLine;

/// <summary>The command <c>rulesplatform</c> and everything below it.</summary>
internal static class CommandTree
{
    private const int HelpWidth = 110;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private static readonly string[] _examples =
    [
        "rulesplatform                                  watch this host with the rules in ./rules",
        "rulesplatform status                           how the platform is, from another terminal",
        "rulesplatform explain HighErrorRatio           why an alert fires, and who was told",
        "rulesplatform query cpu_busy_ratio             a signal over the last hour, as a chart",
    ];

    public static RootCommand Build(CommandTools tools)
    {
        var common = new CommonOptions();
        var run = new RunCommand(tools, common);
        var root = new RootCommand("Watches machines and services by rules that stand in reviewed files: collects, analyses, judges, responds.");
        run.AddTo(root);
        Command[] commands =
        [
            run.Build(), StatusCommand.Build(tools, common), ExplainCommand.Build(tools, common), QueryCommand.Build(tools, common),
            ImportCommand.Build(tools, common), ExportCommand.Build(tools, common), CatalogCommand.Build(tools, common), SilenceCommands.Build(tools, common), AckCommand.Build(tools, common),
            RulesCommands.Build(tools, common), VersionCommand.Build(tools, common),
        ];
        foreach (Command command in commands)
        {
            root.Subcommands.Add(command);
        }
        Document(root);
        return root;
    }

    /// <summary>Runs what was typed.</summary>
    /// <param name="output">Where help goes.</param>
    public static async Task<int> Invoke(CommandTools tools, IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        ParseResult parsed = Build(tools).Parse(arguments);
        // The server ends by itself, in its own time, with its state saved; a command that only asks is let go soon.
        bool isServer = parsed.CommandResult.Command is RootCommand or { Name: RunCommand.Name };
        var configuration = new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = isServer ? null : _patience,
        };
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (string message in parsed.Errors.Select(flaw => flaw.Message).Distinct())
            {
                await error.WriteLineAsync($"rulesplatform: {message}");
            }
            await error.WriteLineAsync($"Try '{NameOf(parsed.CommandResult.Command)} --help'.");
            return ExitCode.Failed;
        }
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (CommandFailureException failure)
        {
            tools.Errors.Line($"{Screen.Styled("red", "rulesplatform:")} {Screen.Text(failure.Message)}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            tools.Errors.Line("rulesplatform: interrupted.");
            return ExitCode.Failed;
        }
    }

    private static string NameOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{NameOf(parent)} {command.Name}"
        : "rulesplatform";

    private static void Document(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction action)
        {
            action.MaxWidth = HelpWidth;
            help.Action = new HelpWithExamples(action, _examples);
        }
        // "version" is a command here: it knows the running server's too.
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
    }
}
