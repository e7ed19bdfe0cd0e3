using System.CommandLine;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class RulesCommands
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var command = new DocumentedCommand(
            "rules", "The rule set in force, those before it, and the way back.",
            "rulesplatform rules list",
            "rulesplatform rules history",
            "rulesplatform rules rollback 1a2b3c4d5e6f");
        command.Subcommands.Add(List(tools, common));
        command.Subcommands.Add(History(tools, common));
        command.Subcommands.Add(Rollback(tools, common));
        return command;
    }

    private static DocumentedCommand List(CommandTools tools, CommonOptions common)
    {
        var command = new DocumentedCommand("list", "Every rule in force with its expression and place. Exit code 1 where newer files were refused.", "rulesplatform rules list", "rulesplatform rules list --json | jq '.rules[].id'");
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            if (await client.Rules(cancellation) is not { } answer)
            {
                tools.Errors.Line("No rule set is in force.");
                return ExitCode.Negative;
            }
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
            }
            else
            {
                RulesPage.Write(tools.Output, answer);
            }
            return answer.RuleSet.Problem is null ? ExitCode.Done : ExitCode.Negative;
        });
        return command;
    }

    private static DocumentedCommand History(CommandTools tools, CommonOptions common)
    {
        var limit = new Option<int>("--limit", "-n") { Description = "The most to list.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new DocumentedCommand("history", "Rule sets that were in force, newest first.", "rulesplatform rules history", "rulesplatform rules history --limit 5 --json");
        command.Options.Add(limit);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            GenerationsAnswer answer = await client.Generations(parsed.GetValue(limit), cancellation);
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
            }
            else
            {
                tools.Output.Columns([.. answer.Generations.Select(one => new[]
                {
                    Bold(one.Revision), Text($"{one.Name} {one.Version}"), Dim(Words.Instant(one.SavedAt)), one.IsInForce ? Styled("green", "in force") : "",
                })], indent: 0);
            }
            return answer.Generations.Count > 0 ? ExitCode.Done : ExitCode.Negative;
        });
        return command;
    }

    private static DocumentedCommand Rollback(CommandTools tools, CommonOptions common)
    {
        var revision = new Argument<string>("REVISION") { Description = "As 'rules history' shows it." };
        var command = new DocumentedCommand(
            "rollback", "Put an earlier revision's files back into the rules folder and into force. What stands there now is overwritten; its own revision stays in the history.",
            "rulesplatform rules rollback 1a2b3c4d5e6f");
        command.Arguments.Add(revision);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string wanted = parsed.GetRequiredValue(revision);
            if (await client.Rollback(wanted, cancellation) is not { } answer)
            {
                tools.Errors.Line(Text($"No revision '{wanted}' is kept. 'rulesplatform rules history' lists them."));
                return ExitCode.Negative;
            }
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
            }
            else
            {
                tools.Output.Line($"Revision {Bold(answer.Revision)} is in force; it replaced {Text(answer.Replaced)}.");
            }
            return ExitCode.Done;
        });
        return command;
    }
}
