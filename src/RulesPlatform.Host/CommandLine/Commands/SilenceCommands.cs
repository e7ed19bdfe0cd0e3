using System.CommandLine;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class SilenceCommands
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var command = new DocumentedCommand(
            "silence", "Keep matching alerts from being sent for a while.",
            "rulesplatform silence add alertname=HighErrorRatio service=checkout --for 2h --comment 'deploying'",
            "rulesplatform silence list",
            "rulesplatform silence expire s3");
        command.Subcommands.Add(Add(tools, common));
        command.Subcommands.Add(List(tools, common));
        command.Subcommands.Add(Expire(tools, common));
        return command;
    }

    private static DocumentedCommand Add(CommandTools tools, CommonOptions common)
    {
        var matchers = new Argument<string[]>("MATCHER") { Description = "name=value, name!=value, name=~regex or name!~regex over the alert's labels, alertname, severity and rule. All must match.", Arity = ArgumentArity.OneOrMore };
        var span = new Option<string?>("--for") { Description = "How long, e.g. 30m or 2h.", HelpName = "SPAN" };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Until when, instead of --for.", HelpName = "INSTANT" };
        var from = new Option<DateTimeOffset?>("--from") { Description = "From when. Default: now.", HelpName = "INSTANT" };
        var comment = new Option<string>("--comment", "-c") { Description = "Why.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var author = new Option<string>("--author") { Description = "Who. Default: you.", HelpName = "NAME", DefaultValueFactory = _ => tools.User };
        var command = new DocumentedCommand(
            "add", "Add a silence.",
            "rulesplatform silence add alertname=HighErrorRatio --for 2h --comment 'deploying'",
            "rulesplatform silence add 'instance=~web.*' severity=warning --until 2026-11-25T06:00:00Z");
        command.Arguments.Add(matchers);
        foreach (Option option in new Option[] { span, until, from, comment, author })
        {
            command.Options.Add(option);
        }
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            SilenceAnswer silence = await client.AddSilence(
                new SilenceRequest(
                    parsed.GetValue(matchers), parsed.GetValue(from), parsed.GetValue(until), parsed.GetValue(span), parsed.GetValue(author), parsed.GetValue(comment)),
                cancellation);
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, silence);
            }
            else
            {
                tools.Output.Line($"Silence {Bold(silence.Id)} keeps {Text(string.Join(", ", silence.Matchers))} quiet until {Words.Instant(silence.EndsAt)}. {Dim($"End it with: rulesplatform silence expire {silence.Id}")}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static DocumentedCommand List(CommandTools tools, CommonOptions common)
    {
        var all = new Option<bool>("--all", "-a") { Description = "Those that are over too." };
        var command = new DocumentedCommand("list", "Silences that are active or to come.", "rulesplatform silence list", "rulesplatform silence list --all --json");
        command.Options.Add(all);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            SilencesAnswer found = await client.Silences(null, cancellation);
            SilencesAnswer answer = parsed.GetValue(all) ? found : new SilencesAnswer([.. found.Silences.Where(silence => silence.State != "expired")]);
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
                return ExitCode.Done;
            }
            if (answer.Silences.Count == 0)
            {
                tools.Output.Line(Dim("No silences."));
                return ExitCode.Done;
            }
            tools.Output.Columns([.. answer.Silences.Select(silence => new[]
            {
                Bold(silence.Id), Styled(silence.State == "active" ? "green" : silence.State == "pending" ? "yellow" : "grey", silence.State), Text(string.Join(", ", silence.Matchers)),
                Dim($"{Words.Instant(silence.StartsAt)} to {Words.Instant(silence.EndsAt)}"), Text(silence.Author), Dim(silence.ExpiredBy is { } by ? $"{silence.Comment} (ended by {by})" : silence.Comment),
            })], indent: 0);
            return ExitCode.Done;
        });
        return command;
    }

    private static DocumentedCommand Expire(CommandTools tools, CommonOptions common)
    {
        var id = new Argument<string>("ID") { Description = "The silence's id, as 'silence list' shows it." };
        var author = new Option<string>("--author") { Description = "Who. Default: you.", HelpName = "NAME", DefaultValueFactory = _ => tools.User };
        var command = new DocumentedCommand("expire", "End a silence now.", "rulesplatform silence expire s3");
        command.Arguments.Add(id);
        command.Options.Add(author);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string wanted = parsed.GetRequiredValue(id);
            if (!await client.ExpireSilence(wanted, parsed.GetValue(author) ?? tools.User, cancellation))
            {
                tools.Errors.Line(Text($"There is no silence '{wanted}' that is not over. 'rulesplatform silence list' shows them."));
                return ExitCode.Negative;
            }
            tools.Output.Line($"Silence {Bold(wanted)} is over.");
            return ExitCode.Done;
        }, hasJson: false);
        return command;
    }
}
