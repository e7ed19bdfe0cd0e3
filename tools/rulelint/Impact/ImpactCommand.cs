using System.CommandLine;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.RuleLint.Git;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Replay;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Impact;

/// <summary><c>rulelint impact --base REV</c>: what a change of rules would have done to recorded history.</summary>
internal static class ImpactCommand
{
    public static Command Create()
    {
        var since = new Option<string>("--base") { Description = "The git revision to compare with.", DefaultValueFactory = _ => "origin/main" };
        var folder = new Option<DirectoryInfo>("--rules") { Description = "The folder that holds ruleset.json, as it is now.", DefaultValueFactory = _ => new DirectoryInfo("rules") };
        Option<string> history = HistorySource.CreateOption();
        Option<FileInfo?> key = HistorySource.CreateKeyOption();
        var last = new Option<string?>("--last") { Description = "Only what came in the last 30d, 12h, …; everything unless given. As much before it as windows and baselines reach is played first.", HelpName = "SPAN" };
        var format = new Option<string>("--format") { Description = "text, json, or markdown for a comment on a pull request.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "markdown");
        var limit = new Option<string?>("--max-new-pages") { Description = "Fails where the change adds more pages than that: 5/week, 1/day. A page is a notification of something that fires, to any receiver but a log.", HelpName = "N/week" };
        var command = new Command("impact", "Plays recorded history to the rules as they were and as they are, through the cycle that servers run, and says what differs: alerts, their times and severities, and who would have been told how often.\nExit codes: 0 done, 1 more new pages than allowed, 2 could not run.\n\nExamples:\n  rulelint impact --base origin/main --history data --last 30d\n  rulelint impact --history https://monitor:9470 --key-file key --last 7d\n  rulelint impact --base HEAD~1 --history slice --format markdown --max-new-pages 5/week") { since, folder, history, key, last, format, limit };
        command.SetAction((result, cancellation) => Task.FromResult(
            Run(result.GetValue(since)!, result.GetValue(folder)!, result.GetValue(history)!, result.GetValue(key), result.GetValue(last), result.GetValue(format)!, result.GetValue(limit), cancellation)));
        return command;
    }

    private static int Run(string since, DirectoryInfo folder, string history, FileInfo? key, string? last, string format, string? most, CancellationToken cancellation)
    {
        if (!PageLimit.TryRead(most, out PageLimit? limit, out string? problem) || !TryLoad(since, folder, out RuleSet? before, out RuleSet? after, out problem))
        {
            return Refuse(problem);
        }
        if (before.Revision == after.Revision)
        {
            Console.Error.WriteLine($"rulelint: the rules are those of {since}; nothing to compare.");
            return ExitCode.Clean;
        }
        try
        {
            using HistorySource source = HistorySource.Open(history, [before, after], last, key, cancellation);
            using RecordedHistory recorded = RecordedHistory.Open(source.Folder);
            if (!HistoryRange.TryRead(last, recorded, out DateTimeOffset from, out problem))
            {
                return Refuse(problem);
            }
            var clock = Stopwatch.StartNew();
            ImpactResult impact;
            using (var progress = new TerminalProgress("replaying", from, recorded.Recorded()?.Newest.Instant))
            {
                impact = Rules.Replay.Impact.Compare(before, after, recorded.ToRecording(), from, progress, cancellation);
            }
            var report = new ImpactReport(impact, before, after, since, limit, clock.Elapsed);
            if (impact.After.Batches == 0 || (limit is not null && report.NewPagesPerWeek is null))
            {
                return Refuse(impact.After.Batches == 0 ? $"{history} holds no samples{(last is null ? "" : $" of the last {last}")}" : "less than an hour was replayed, which says nothing of weeks; give more history or leave --max-new-pages out");
            }
            Console.WriteLine(format switch { "json" => ImpactJson.Of(report), "markdown" => ImpactMarkdown.Of(report), _ => ImpactText.Of(report) });
            return report.ExceedsLimit ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (HistoryException unreadable)
        {
            return Refuse(unreadable.Message);
        }
    }

    private static bool TryLoad(string since, DirectoryInfo folder, [NotNullWhen(true)] out RuleSet? before, [NotNullWhen(true)] out RuleSet? after, [NotNullWhen(false)] out string? problem)
    {
        (before, after) = (null, null);
        if (!folder.Exists)
        {
            problem = $"there is no folder {folder}; name the one that holds ruleset.json with --rules";
            return false;
        }
        if (!GitFolder.TryRead(folder.FullName, since, out IReadOnlyList<RuleText>? files, out problem))
        {
            return false;
        }
        var loader = new RuleSetLoader();
        LoadResult was = loader.Load(files);
        LoadResult now = loader.Load(folder.FullName);
        (before, after) = (was.RuleSet, now.RuleSet);
        problem = after is null ? $"the rules as they are do not load:\n{Errors(now)}" : before is null ? $"the rules of {since} do not load:\n{Errors(was)}" : null;
        return before is not null && after is not null;
    }

    private static string Errors(LoadResult result) => DiagnosticRenderer.Render([.. result.Diagnostics.Where(diagnostic => diagnostic.IsError)]);

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"rulelint: {problem}");
        return ExitCode.CouldNotRun;
    }
}
