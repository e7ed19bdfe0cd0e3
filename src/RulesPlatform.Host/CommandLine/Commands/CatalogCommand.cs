using System.CommandLine;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.CommandLine.Clients;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class CatalogCommand
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var file = new Option<string?>("--file") { Description = "Write here instead of to standard output.", HelpName = "FILE" };
        var command = new DocumentedCommand(
            "catalog", "Every metric with its type, unit and labels, as catalog.json: rulelint holds rules against it where no server is in reach.",
            "rulesplatform catalog --file rules/catalog.json      then: rulelint check rules",
            "rulesplatform catalog --server http://monitor:9470 > catalog.json");
        command.Options.Add(file);
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string text = await client.Catalogue(cancellation);
            if (parsed.GetValue(file) is not { } name)
            {
                tools.Output.Verbatim(text);
                return ExitCode.Done;
            }
            string path = Path.GetFullPath(name, tools.Folder);
            try
            {
                // Whole or not at all: lint may be reading it.
                await File.WriteAllTextAsync($"{path}.part", text, cancellation);
                File.Move($"{path}.part", path, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailureException(ExitCode.Failed, $"{path} cannot be written: {failure.Message}", failure);
            }
            tools.Errors.Line(Screen.Text($"{path}: {Words.Bytes(text.Length)} written.{(client.ServerUrl is null ? " No server runs: types and units are not known." : "")}"));
            return ExitCode.Done;
        }, hasJson: false);
        return command;
    }
}
