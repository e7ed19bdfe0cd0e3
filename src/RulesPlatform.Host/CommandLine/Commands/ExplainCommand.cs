using System.CommandLine;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class ExplainCommand
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var subject = new Argument<string>("ALERT_OR_SIGNAL") { Description = "An alert's fingerprint or its beginning, a rule's id or name, or a signal's name; with labels where several bear it." };
        var command = new DocumentedCommand(
            "explain", "Why an alert or a signal is as it is: the expression with every value in place, thresholds, samples, the rule's line, and what became of each notification.",
            "rulesplatform explain 3f2a91c0",
            "rulesplatform explain http/HighErrorRatio",
            "rulesplatform explain 'HighErrorRatio{service=\"checkout\"}'",
            "rulesplatform explain cpu_busy_ratio",
            "rulesplatform explain HighErrorRatio --json");
        command.Arguments.Add(subject);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string wanted = parsed.GetRequiredValue(subject);
            if (await client.Explain(wanted, cancellation) is not { } answer)
            {
                tools.Errors.Line(Screen.Text($"There is no alert, rule or signal '{wanted}'{(client.ServerUrl is null ? " in the store; live signals need a running server" : "")}. 'rulesplatform status' lists signals, 'rulesplatform rules list' rules."));
                return ExitCode.Negative;
            }
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
            }
            else
            {
                ExplainPage.Write(tools.Output, answer);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
