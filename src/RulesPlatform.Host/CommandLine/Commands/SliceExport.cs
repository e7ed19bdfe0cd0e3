using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Host.Api;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Host.CommandLine.Commands;

/// <summary><c>export --slice RULES</c>: the part of the store that a rules folder reads, as a data folder of its own for <c>rulelint impact</c>.</summary>
internal static class SliceExport
{
    /// <param name="rules">Folders with a ruleset.json: what any of them reads is kept.</param>
    /// <param name="since">How far back from the newest sample; null for everything. Windows and baselines get as much more as they reach.</param>
    public static async Task<int> Run(CommandTools tools, string dataFolder, IReadOnlyList<string> rules, string? since, string folder, CancellationToken cancellation)
    {
        IReadOnlyList<WatchGroup> groups = [.. rules.SelectMany(path => Load(Path.GetFullPath(path, tools.Folder)))];
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CommandFailureException(ExitCode.Failed, $"{folder} is not empty; name another folder for the slice, or delete that one.");
        }
        string half = folder.TrimEnd(Path.DirectorySeparatorChar) + ".part";
        try
        {
            using HistoryReader source = HistoryReader.Open(dataFolder);
            if (source.Recorded() is not { } recorded)
            {
                tools.Errors.Line(Screen.Text($"{dataFolder} holds no samples."));
                return ExitCode.Negative;
            }
            Slot from = Begin(since, tools.Time.GetUtcNow(), groups);
            Slot first = from > recorded.Oldest ? from : recorded.Oldest;
            Clear(half);
            SliceCounts counts = await Progress.Show(tools.Errors, $"slicing {dataFolder}", progress => Task.Run(
                () => HistorySlice.Write(source, half, groups, first, slot => progress(Share(slot, first, recorded.Newest)), cancellation), cancellation));
            Clear(folder);
            Directory.Move(half, folder);
            long bytes = Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length);
            tools.Errors.Line(Screen.Text($"{folder}: {Words.Counted(counts.Samples, "sample")} of {counts.Series} series from {counts.Batches:N0} collections, {Words.Bytes(bytes)}."));
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is HistoryException or HistoryFaultException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailureException(ExitCode.Failed, failure.Message, failure);
        }
        finally
        {
            Clear(half);
        }
    }

    private static IReadOnlyList<WatchGroup> Load(string path)
    {
        LoadResult loaded = new RuleSetLoader().Load(path);
        return loaded.RuleSet?.Groups ?? throw new CommandFailureException(
            ExitCode.Failed, $"The rules in {path} do not load:\n{DiagnosticRenderer.Render([.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)])}");
    }

    private static Slot Begin(string? since, DateTimeOffset now, IReadOnlyList<WatchGroup> groups)
    {
        var question = new Question(now);
        DateTimeOffset from = question.Instant("--from", since, DateTimeOffset.UnixEpoch);
        if (question.IsFlawed)
        {
            throw new CommandFailureException(ExitCode.Failed, string.Join(" ", question.Flaws.SelectMany(pair => pair.Value.Select(flaw => $"{pair.Key}: {flaw}"))));
        }
        TimeSpan reach = groups.SelectMany(group => group.Signals).Select(signal => signal.Reach).DefaultIfEmpty().Max();
        return new Slot(Math.Max(0, from.ToUnixTimeMilliseconds() - (long)reach.TotalMilliseconds));
    }

    private static double Share(Slot reached, Slot first, Slot last) => last <= first ? 1 : Math.Clamp((reached - first) / (last - first), 0, 1);

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
