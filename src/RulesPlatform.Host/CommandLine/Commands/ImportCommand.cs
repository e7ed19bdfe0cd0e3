using System.CommandLine;
using RulesPlatform.History;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.CommandLine.Clients;
using RulesPlatform.Host.CommandLine.Import;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class ImportCommand
{
    private const int ThroughServer = 5_000;
    private const int IntoStore = 100_000;
    private const int FlawsShown = 20;

    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files of samples.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<ImportFormat>("--format", "-o") { Description = "How to read them: auto, openmetrics (times in seconds), prometheus (in milliseconds) or csv.", HelpName = "FORMAT", DefaultValueFactory = _ => ImportFormat.Auto };
        var skip = new Option<bool>("--skip-bad") { Description = "Import the good lines of a file that has bad ones; without this such a file is left alone." };
        var command = new DocumentedCommand(
            "import", "Samples from OpenMetrics, Prometheus text or CSV: through the running server, or straight into the store where none runs (a new one is made where there is none).",
            "rulesplatform import backup.om",
            "rulesplatform import --data /var/lib/rulesplatform january.csv february.csv",
            "rulesplatform import --skip-bad measured.csv      columns: time,metric,labels,value; any other column is a label");
        command.Arguments.Add(files);
        foreach (Option option in new Option[] { format, skip, common.Data, common.Server })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] paths = [.. parsed.GetRequiredValue(files).Select(file => Path.GetFullPath(file, tools.Folder))];
            if (Array.Find(paths, path => !File.Exists(path)) is { } missing)
            {
                throw new CommandFailureException(ExitCode.Failed, $"There is no file {missing}.");
            }
            using Sink sink = await OpenSink(tools, parsed.GetValue(common.Server), parsed.GetValue(common.Data), cancellation);
            int worst = ExitCode.Done;
            foreach (string path in paths)
            {
                var file = new SampleFile(path, parsed.GetValue(format), tools.Time.GetUtcNow());
                worst = Math.Max(worst, await Import(tools, file, Path.GetFileName(path), sink, parsed.GetValue(skip), cancellation));
            }
            sink.Finish();
            return worst;
        });
        return command;
    }

    private static async Task<int> Import(CommandTools tools, SampleFile file, string name, Sink sink, bool skipsBad, CancellationToken cancellation)
    {
        var flaws = new List<LineFlaw>();
        (long good, long bad) = await Progress.Show(tools.Errors, $"checking {name}", progress =>
        {
            (long good, long bad) counts = (0, 0);
            foreach (ImportedSample _ in file.Read(Note, progress))
            {
                cancellation.ThrowIfCancellationRequested();
                counts.good++;
            }
            return Task.FromResult(counts);

            void Note(LineFlaw flaw)
            {
                counts.bad++;
                if (flaws.Count < FlawsShown)
                {
                    flaws.Add(flaw);
                }
            }
        });
        foreach (LineFlaw flaw in flaws)
        {
            tools.Errors.Line(Screen.Text($"{name}:{flaw.Line}: {flaw.Message}"));
        }
        if (bad > flaws.Count)
        {
            tools.Errors.Line(Screen.Text($"{name}: and {bad - flaws.Count} more"));
        }
        if (bad > 0 && !skipsBad)
        {
            tools.Errors.Line(Screen.Text($"{name}: {Words.Counted(bad, "bad line")}; nothing of it was imported. Repair them, or import the {Words.Counted(good, "good sample")} with --skip-bad."));
            return ExitCode.Negative;
        }
        await Progress.Show(tools.Errors, $"importing {name}", async progress =>
        {
            foreach (ImportedSample[] part in file.Read(_ => { }, progress).Chunk(sink.Size))
            {
                await sink.Take(part, cancellation);
            }
            return true;
        });
        tools.Output.Line(Screen.Text($"{name}: {Words.Counted(good, "sample")} imported into {sink.Place}{(bad > 0 ? $", {Words.Counted(bad, "bad line")} left out" : "")}."));
        return bad > 0 ? ExitCode.Negative : ExitCode.Done;
    }

    private static async Task<Sink> OpenSink(CommandTools tools, string? server, string? data, CancellationToken cancellation)
    {
        var finder = new ClientFinder(tools);
        string folder = finder.DataFolder(data);
        IPlatformClient? client = server is not null ? await finder.Find(server, data, cancellation) : await finder.Running(folder, cancellation);
        if (client is not null)
        {
            return new Sink(ThroughServer, client.ServerUrl ?? folder, client.Push, () => { }, client.Dispose);
        }
        try
        {
            SampleStore store = tools.OpenStore(folder);
            return new Sink(IntoStore, folder, (samples, _) => Write(store, samples, tools.Time.GetUtcNow()), store.Seal, store.Dispose);
        }
        catch (HistoryException failure)
        {
            throw new CommandFailureException(ExitCode.Failed, failure.Message, failure);
        }
    }

    private static Task Write(SampleStore store, IReadOnlyList<ImportedSample> samples, DateTimeOffset now)
    {
        try
        {
            StoreImport.Write(store.History, samples, now);
            return Task.CompletedTask;
        }
        catch (HistoryFaultException failure)
        {
            throw new CommandFailureException(ExitCode.Failed, failure.Message, failure);
        }
    }

    /// <summary>Where samples go.</summary>
    private sealed record Sink(int Size, string Place, Func<IReadOnlyList<ImportedSample>, CancellationToken, Task> Take, Action Finish, Action Close) : IDisposable
    {
        public void Dispose() => Close();
    }
}
