using System.CommandLine;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.CommandLine.Clients;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class ExportCommand
{
    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var selector = new Argument<string?>("SELECTOR") { Description = "Which series: name{label=\"x\"}. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from", "-f") { Description = "From when: 1h (that long ago), an instant, Unix seconds. Default: the beginning.", HelpName = "WHEN" };
        var to = new Option<string?>("--to", "-t") { Description = "Until when. Default: now.", HelpName = "WHEN" };
        var format = new Option<string>("--format", "-o") { Description = "openmetrics or csv. Default: by the file's name, else openmetrics.", HelpName = "FORMAT", DefaultValueFactory = _ => "" };
        format.AcceptOnlyFromAmong("openmetrics", "csv");
        var file = new Option<string?>("--file") { Description = "Write here instead of to standard output.", HelpName = "FILE" };
        var slice = new Option<string[]>("--slice") { Description = "Write the part of the store that these rules read, as a data folder of its own named by --file: history for 'rulelint impact' where no server is in reach. May be given twice, for rules before and after a change.", HelpName = "RULES" };
        var command = new DocumentedCommand(
            "export", "Samples as they are stored, as OpenMetrics or CSV; 'import' reads both.",
            "rulesplatform export --file backup.om",
            "rulesplatform export 'cpu_seconds_total{mode=\"idle\"}' --from 1d --format csv > cpu.csv",
            "rulesplatform export '{__name__=~\"http_.*\"}' --from 2026-11-01T00:00:00Z --file http.csv",
            "rulesplatform export --slice rules --from 30d --file slice      then: rulelint impact --history slice");
        command.Arguments.Add(selector);
        foreach (Option option in new Option[] { from, to, format, file, slice })
        {
            command.Options.Add(option);
        }
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string? path = parsed.GetValue(file) is { } name ? Path.GetFullPath(name, tools.Folder) : null;
            if (parsed.GetValue(slice) is { Length: > 0 } rules)
            {
                return await Slice(tools, common, parsed, rules, parsed.GetValue(from), path, cancellation);
            }
            string form = parsed.GetValue(format) is { Length: > 0 } said ? said : path?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true ? "csv" : "openmetrics";
            var request = new ExportRequest(
                parsed.GetValue(selector), parsed.GetValue(from), parsed.GetValue(to), form == "csv" ? ExportFormat.Csv : ExportFormat.OpenMetrics);
            bool isThere = path is null
                ? await WriteOut(tools, client, request, cancellation)
                : await WriteFile(tools, client, request, path, cancellation);
            if (!isThere)
            {
                tools.Errors.Line(Screen.Text($"No series matches '{request.Selector}'."));
                return ExitCode.Negative;
            }
            return ExitCode.Done;
        }, hasJson: false);
        return command;
    }

    private static Task<int> Slice(CommandTools tools, CommonOptions common, ParseResult parsed, string[] rules, string? from, string? folder, CancellationToken cancellation)
    {
        if (folder is null || parsed.GetValue(common.Server) is not null)
        {
            throw new CommandFailureException(ExitCode.Failed, folder is null
                ? "A slice is a folder: name it with --file, e.g. --file slice."
                : "A slice is cut from the data folder itself, not through --server: run this where the folder is, beside the running server, and copy the slice.");
        }
        return SliceExport.Run(tools, new ClientFinder(tools).DataFolder(parsed.GetValue(common.Data)), rules, from, folder, cancellation);
    }

    private static async Task<bool> WriteOut(CommandTools tools, IPlatformClient client, ExportRequest request, CancellationToken cancellation)
    {
        await using Stream output = tools.RawOutput();
        return await client.Export(request, output, _ => { }, cancellation);
    }

    /// <summary>The file appears whole or not at all.</summary>
    private static async Task<bool> WriteFile(CommandTools tools, IPlatformClient client, ExportRequest request, string path, CancellationToken cancellation)
    {
        string half = path + ".part";
        try
        {
            bool isThere;
            await using (var output = new FileStream(half, FileMode.Create, FileAccess.Write))
            {
                isThere = await Progress.Show(tools.Errors, $"exporting to {Path.GetFileName(path)}", progress => client.Export(request, output, progress, cancellation));
            }
            if (isThere)
            {
                File.Move(half, path, overwrite: true);
                tools.Errors.Line(Screen.Text($"{path}: {Words.Bytes(new FileInfo(path).Length)} written."));
            }
            return isThere;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailureException(ExitCode.Failed, $"{path} cannot be written: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(half);
        }
    }
}
