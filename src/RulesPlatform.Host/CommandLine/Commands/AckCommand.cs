using System.CommandLine;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.CommandLine.Clients;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class AckCommand
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var alert = new Argument<string>("ALERT") { Description = "An alert's fingerprint or its beginning, or a rule's id or name where one alert of it fires." };
        var comment = new Option<string>("--comment", "-c") { Description = "What you know.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var noise = new Option<bool>("--noise") { Description = "It is a false alarm: counts against the accuracy of the analysis." };
        var author = new Option<string>("--author") { Description = "Who. Default: you.", HelpName = "NAME", DefaultValueFactory = _ => tools.User };
        var command = new DocumentedCommand(
            "ack", "Acknowledge an alert: no more repeats and no escalation while this episode lasts.",
            "rulesplatform ack 3f2a91c0 --comment 'on it'",
            "rulesplatform ack DiskFull --noise --comment 'a test volume'");
        command.Arguments.Add(alert);
        foreach (Option option in new Option[] { comment, noise, author })
        {
            command.Options.Add(option);
        }
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string wanted = parsed.GetRequiredValue(alert);
            if (await FingerprintOf(tools, client, wanted, cancellation) is not { } fingerprint)
            {
                return ExitCode.Negative;
            }
            var request = new AckRequest(parsed.GetValue(author), parsed.GetValue(comment), parsed.GetValue(noise));
            if (await client.Acknowledge(fingerprint, request, cancellation) is not { } answer)
            {
                tools.Errors.Line(Text($"No alert '{wanted}' fires."));
                return ExitCode.Negative;
            }
            if (parsed.GetValue(common.Json))
            {
                Asking.PrintJson(tools, answer);
            }
            else
            {
                tools.Output.Line($"{Bold(answer.Fingerprint)} is acknowledged by {Text(answer.Author)}{(answer.Noise ? " as noise" : "")}.");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string?> FingerprintOf(CommandTools tools, IPlatformClient client, string wanted, CancellationToken cancellation)
    {
        if (wanted.Length == 16 && wanted.All(char.IsAsciiHexDigitLower))
        {
            return wanted;
        }
        ExplainAnswer? found = await client.Explain(wanted, cancellation);
        if (found?.Alert is { } alert)
        {
            return alert.Alert.Fingerprint;
        }
        if (found?.Candidates is { Count: > 0 })
        {
            ExplainPage.Write(tools.Errors, found);
        }
        else
        {
            tools.Errors.Line(Text($"There is no alert '{wanted}'."));
        }
        return null;
    }
}
