using System.CommandLine;
using System.Diagnostics;
using System.Text;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Advice;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Advise;

/// <summary><c>rulelint advise RULE</c>: which threshold and <c>for</c> would have told of what really happened, and of little else.</summary>
internal static class AdviseCommand
{
    public static Command Create()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule: file-name/RuleName." };
        var level = new Option<string?>("--level") { Description = "Which threshold to sweep, where the rule reads several.", HelpName = "NAME" };
        var folder = new Option<DirectoryInfo>("--rules") { Description = "The folder that holds ruleset.json; incidents are in its incidents/.", DefaultValueFactory = _ => new DirectoryInfo("rules") };
        Option<string> history = HistorySource.CreateOption();
        Option<FileInfo?> key = HistorySource.CreateKeyOption();
        var last = new Option<string?>("--last") { Description = "Only what came in the last 30d, 12h, …; everything unless given.", HelpName = "SPAN" };
        var command = new Command("advise", "Tries a rule with other thresholds and other 'for's over recorded history, holds each against the incidents that were written down, and prints the trade-off and the best as a patch.\nExit codes: 0 done, 2 could not run.\n\nExamples:\n  rulelint advise host/HostCpuSaturated --history data --last 30d\n  rulelint advise host/HostMemoryLow --level warning --history slice") { rule, level, folder, history, key, last };
        command.SetAction((result, cancellation) => Task.FromResult(
            Run(result.GetValue(rule)!, result.GetValue(level), result.GetValue(folder)!, result.GetValue(history)!, result.GetValue(key), result.GetValue(last), cancellation)));
        return command;
    }

    private static int Run(string id, string? level, DirectoryInfo folder, string history, FileInfo? key, string? last, CancellationToken cancellation)
    {
        LoadResult loaded = new RuleSetLoader().Load(folder.FullName);
        if (loaded.RuleSet is not { } rules)
        {
            return Refuse(DiagnosticRenderer.Render([.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)]));
        }
        if (Find(rules, id, ref level, out string? problem) is not { } rule)
        {
            return Refuse(problem!);
        }
        IReadOnlyList<Incident> incidents = IncidentFolder.Read(folder.FullName, rules, out IReadOnlyList<Diagnostic> broken);
        if (broken.Count > 0)
        {
            return Refuse(DiagnosticRenderer.Render(broken));
        }
        try
        {
            using HistorySource source = HistorySource.Open(history, [rules], last, key, cancellation);
            using RecordedHistory recorded = RecordedHistory.Open(source.Folder);
            if (!HistoryRange.TryRead(last, recorded, out DateTimeOffset from, out problem))
            {
                return Refuse(problem);
            }
            var clock = Stopwatch.StartNew();
            AdviceResult advice;
            using (var progress = new TerminalProgress("replaying", from, recorded.Recorded()?.Newest.Instant))
            {
                advice = Sweep.Run(rules, rule, level, incidents, recorded.ToRecording(), from, progress, cancellation);
            }
            if (advice.Replay.Batches == 0)
            {
                return Refuse($"{history} holds no samples{(last is null ? "" : $" of the last {last}")}");
            }
            Console.WriteLine(AdviceText.Of(advice, Patch(advice, rules, folder), clock.Elapsed));
            return ExitCode.Clean;
        }
        catch (HistoryException unreadable)
        {
            return Refuse(unreadable.Message);
        }
    }

    /// <summary>The rule, and the level to sweep: the only one that it reads, where none is named.</summary>
    private static ThresholdRule? Find(RuleSet rules, string id, ref string? level, out string? problem)
    {
        problem = null;
        if (rules.Rules.FirstOrDefault(one => one.Id == id) is not { } rule)
        {
            problem = $"there is no threshold rule '{id}'. {Nearest.Help(id, [.. rules.Rules.Select(one => one.Id)], "the rules are")}";
            return null;
        }
        IReadOnlyList<string> levels = Sweep.LevelsOf(rule);
        level ??= levels.Count == 1 ? levels[0] : null;
        if (level is null ? levels.Count > 1 : !levels.Contains(level))
        {
            problem = level is null ? $"the rule reads {string.Join(" and ", levels)}; name the one to sweep with --level" : $"the rule does not read threshold.{level}; it reads {(levels.Count == 0 ? "none" : string.Join(", ", levels))}";
            return null;
        }
        return rule;
    }

    private static string? Patch(AdviceResult advice, RuleSet rules, DirectoryInfo folder)
    {
        if (advice.Best is not { IsCurrent: false } best || rules.Files.FirstOrDefault(file => file.Path == advice.Rule.Origin.File) is not { } file)
        {
            return null;
        }
        byte[]? edited = RulePatch.Apply(file.Content, advice.Rule.Name, advice.Rule.Signal, advice.LevelName, best.Level, best.For);
        string path = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(folder.FullName, file.Path)).Replace('\\', '/');
        return edited is null ? null : LinePatch.Of(path, Encoding.UTF8.GetString(file.Content.Span), Encoding.UTF8.GetString(edited));
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"rulelint: {problem}");
        return ExitCode.CouldNotRun;
    }
}
