using System.CommandLine;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class StatusCommand
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var signals = new Option<int>("--signals", "-n") { Description = "How many signals to list, the most unusual first; 0 for all.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var command = new DocumentedCommand(
            "status", "How the platform is: rule set, jobs, live signals, alerts, store. Exit code 1 where something needs a look.",
            "rulesplatform status",
            "rulesplatform status --signals 0",
            "rulesplatform status --json | jq .attention",
            "rulesplatform status --server https://monitoring.example.org");
        command.Options.Add(signals);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            StatusAnswer status = await client.Status(cancellation);
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, status);
            }
            else
            {
                SignalsAnswer live = await client.Signals(10_000, cancellation);
                StatusPage.Write(tools.Output, status, live.Signals, parsed.GetValue(signals));
            }
            return status.Attention.Count == 0 ? ExitCode.Done : ExitCode.Negative;
        });
        return command;
    }
}
