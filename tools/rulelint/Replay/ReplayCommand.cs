using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Replay;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Replay;

/// <summary><c>rulelint replay</c>: what a rule set would have done, or whether a server did what its rules say.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Option<string> history = HistorySource.CreateOption();
        Option<FileInfo?> key = HistorySource.CreateKeyOption();
        var folder = new Option<DirectoryInfo>("--rules") { Description = "The rules to play it to.", DefaultValueFactory = _ => new DirectoryInfo("rules") };
        var last = new Option<string?>("--last") { Description = "Only what came in the last 30d, 12h, …; everything unless given.", HelpName = "SPAN" };
        var isAudit = new Option<bool>("--as-recorded") { Description = "With the rules of then: compares every decision with the recorded one, byte for byte." };
        var command = new Command("replay", "Plays recorded history to a rule set, through the cycle that servers run.\nExit codes: 0 done, 1 decisions differ from the recorded ones, 2 could not run.\n\nExamples:\n  rulelint replay --history data --rules rules --last 7d\n  rulelint replay --history data --as-recorded") { history, key, folder, last, isAudit };
        command.SetAction((result, cancellation) => Task.FromResult(
            Run(result.GetValue(history)!, result.GetValue(key), result.GetValue(folder)!, result.GetValue(last), result.GetValue(isAudit), cancellation)));
        return command;
    }

    private static int Run(string history, FileInfo? key, DirectoryInfo folder, string? last, bool isAudit, CancellationToken cancellation)
    {
        try
        {
            if (!isAudit)
            {
                return RunWhatIf(history, key, folder, last, cancellation);
            }
            if (HistorySource.IsAddress(history))
            {
                Console.Error.WriteLine("rulelint: --as-recorded compares with the decisions in the data folder itself; run it where that is, or on a copy.");
                return ExitCode.CouldNotRun;
            }
            using RecordedHistory recorded = RecordedHistory.Open(Path.GetFullPath(history));
            return RunAudit(recorded, cancellation);
        }
        catch (HistoryException unreadable)
        {
            Console.Error.WriteLine($"rulelint: {unreadable.Message}");
            return ExitCode.CouldNotRun;
        }
    }

    private static int RunWhatIf(string history, FileInfo? key, DirectoryInfo folder, string? last, CancellationToken cancellation)
    {
        LoadResult loaded = new RuleSetLoader().Load(folder.FullName);
        if (loaded.RuleSet is not { } rules)
        {
            Console.Error.WriteLine(DiagnosticRenderer.Render([.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)]));
            return ExitCode.CouldNotRun;
        }
        using HistorySource source = HistorySource.Open(history, [rules], last, key, cancellation);
        using RecordedHistory recorded = RecordedHistory.Open(source.Folder);
        if (!HistoryRange.TryRead(last, recorded, out DateTimeOffset from, out string? problem))
        {
            Console.Error.WriteLine($"rulelint: {problem}");
            return ExitCode.CouldNotRun;
        }
        var clock = Stopwatch.StartNew();
        using var progress = new TerminalProgress("replaying", from, recorded.Recorded()?.Newest.Instant);
        ReplayResult result = WhatIf.Run(rules, recorded.ToRecording(), new ReplayRange(from), progress, cancellation);
        progress.Dispose();
        if (result.Batches == 0)
        {
            Console.Error.WriteLine($"rulelint: {history} holds no samples{(last is null ? "" : $" of the last {last}")}.");
            return ExitCode.CouldNotRun;
        }
        Console.WriteLine(ReplayText.Of(result, rules, clock.Elapsed));
        return ExitCode.Clean;
    }

    private static int RunAudit(RecordedHistory recorded, CancellationToken cancellation)
    {
        var loader = new RuleSetLoader();
        using var progress = new TerminalProgress("replaying");
        AuditResult result = Audit.Run(recorded, Generation, recorded.Decisions, progress, cancellation);
        progress.Dispose();
        if (!result.IsComplete)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rulelint: the journal begins at entry {result.First}: what came before is past retention, and without it the state is not known. Audit a younger copy, or replay it to a rule set without --as-recorded."));
            return ExitCode.CouldNotRun;
        }
        if (result.IsSame)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Entries:N0} entries, {result.Decisions:N0} decisions: the same as recorded, byte for byte; digest {result.Digest}"));
            return ExitCode.Clean;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decision {result.Decisions:N0} differs, at journal entry {result.Entries:N0}"));
        Console.WriteLine($"  recorded: {(result.Then is null ? "nothing" : DecisionDigest.LineOf(result.Then).TrimEnd())}");
        Console.WriteLine($"  replayed: {(result.Now is null ? "nothing" : DecisionDigest.LineOf(result.Now).TrimEnd())}");
        return ExitCode.Findings;

        RuleSet? Generation(string revision) => recorded.ReadRuleSet(revision) is { } files ? loader.Load(files).RuleSet : null;
    }
}
