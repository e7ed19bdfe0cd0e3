using System.CommandLine;
using System.Runtime.InteropServices;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.CommandLine.Clients;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class VersionCommand
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var command = new DocumentedCommand("version", "This program's version, and the running server's.", "rulesplatform version", "rulesplatform version --json");
        command.Options.Add(common.Data);
        command.Options.Add(common.Json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var finder = new ClientFinder(tools);
            using IPlatformClient? server = await finder.Running(finder.DataFolder(parsed.GetValue(common.Data)), cancellation);
            string? running = server is null ? null : (await server.Status(cancellation)).Version;
            var answer = new VersionAnswer(StatusReport.Version, RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier, running);
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
                return ExitCode.Done;
            }
            tools.Output.Line(Screen.Text($"rulesplatform {answer.Version} ({answer.Runtime}, {answer.System})"));
            tools.Output.Line(Screen.Text(running is null ? "No server runs here." : $"The server at {server!.ServerUrl} is {running}."));
            return ExitCode.Done;
        });
        return command;
    }
}
