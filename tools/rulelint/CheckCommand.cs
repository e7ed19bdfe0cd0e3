using System.CommandLine;
using RulesPlatform.RuleLint.Formats;
using RulesPlatform.RuleLint.Git;
using RulesPlatform.RuleLint.Watch;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint;

/// <summary><c>rulelint check [FOLDER]</c>: everything that stands against a rules folder, as the server would say it, and what a reviewer should see.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "The folder that holds ruleset.json.",
            DefaultValueFactory = _ => new DirectoryInfo("rules"),
        };
        var format = new Option<string>("--format")
        {
            Description = "text, or short (a line a finding), json, sarif, github (workflow commands), junit, markdown.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong([.. FindingFormats.Names]);
        var since = new Option<string?>("--base") { Description = "A git revision: tells only what the change since it brings, and whether versions were raised." };
        var catalogue = new Option<FileInfo?>("--catalog") { Description = "What a server has seen of metrics ('rulesplatform catalog' writes it); the folder's own catalog.json unless given.", HelpName = "FILE" };
        var watch = new Option<bool>("--watch") { Description = "Checks again whenever a file changes, until Ctrl-C; only what a change can concern is looked at again." };
        var command = new Command("check", "Reads every rule file and says what is wrong with it. Exit codes: 0 clean, 1 findings, 2 could not run.\n\nExamples:\n  rulelint check\n  rulelint check rules --format short\n  rulelint check rules --format sarif > rules.sarif\n  rulelint check rules --base origin/main --format github\n  rulelint check rules --watch") { folder, format, since, catalogue, watch };
        command.SetAction((result, cancellation) => Run(result.GetValue(folder)!, result.GetValue(format)!, result.GetValue(since), result.GetValue(catalogue), result.GetValue(watch), cancellation));
        return command;
    }

    private static async Task<int> Run(DirectoryInfo folder, string format, string? since, FileInfo? catalogue, bool isWatching, CancellationToken cancellation)
    {
        if (!folder.Exists)
        {
            Console.Error.WriteLine($"rulelint: there is no folder {folder}; name the one that holds ruleset.json.");
            return ExitCode.CouldNotRun;
        }
        IReadOnlyList<RuleText>? before = null;
        if (since is not null && !GitFolder.TryRead(folder.FullName, since, out before, out string? problem))
        {
            Console.Error.WriteLine($"rulelint: {problem}");
            return ExitCode.CouldNotRun;
        }
        var session = new LintSession(folder.FullName, catalogue?.FullName);
        if (isWatching)
        {
            await new WatchLoop(folder.FullName, _ => FindingFormats.Write(Look(), format), Screen.Show, TimeProvider.System).Run(cancellation);
            return ExitCode.Clean;
        }
        LintReport report = Look();
        Console.WriteLine(FindingFormats.Write(report, format));
        return report.Findings.Count == 0 ? ExitCode.Clean : ExitCode.Findings;

        LintReport Look()
        {
            LintResult result = session.Lint(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), before);
            return new LintReport([.. result.Diagnostics.Select(diagnostic => new Finding(diagnostic, PathOf(folder, diagnostic)))], result.Files, result.Rules);
        }
    }

    private static string PathOf(DirectoryInfo folder, Diagnostic diagnostic) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(folder.FullName, diagnostic.File)).Replace('\\', '/');
}
