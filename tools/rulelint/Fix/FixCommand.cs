using System.CommandLine;
using System.Text;
using RulesPlatform.RuleLint.Git;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Fix;

/// <summary><c>rulelint fix [FOLDER]</c>: makes the fixes that are certain.</summary>
internal static class FixCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "The folder that holds ruleset.json.",
            DefaultValueFactory = _ => new DirectoryInfo("rules"),
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Writes nothing; prints what would change as a patch for 'git apply'." };
        var only = new Option<string[]>("--only") { Description = "Mends findings with these ids only. May be given several times.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var since = new Option<string?>("--base") { Description = "A git revision: mends only what the change since it brings, and raises the versions of what it touches." };
        only.Validators.Add(result =>
        {
            if (result.GetValue(only)!.FirstOrDefault(id => DiagnosticCatalogue.All.All(kind => kind.Id != id)) is { } unknown)
            {
                result.AddError($"there is no finding {unknown}; 'rulelint list' shows them all.");
            }
        });
        var command = new Command("fix", "Makes the fixes that are certain: names that can only be meant one way, members and allowances without effect, versions not raised, the lock. Comments and form stay. Exit codes: 0 nothing is left to be said, 1 findings are left, or with --dry-run something would change, 2 could not run.\n\nExamples:\n  rulelint fix\n  rulelint fix rules --dry-run\n  rulelint fix rules --only RP9002 --only RP9003\n  rulelint fix rules --base origin/main") { folder, dryRun, only, since };
        command.SetAction(result => Run(result.GetValue(folder)!, result.GetValue(dryRun), result.GetValue(only)!, result.GetValue(since)));
        return command;
    }

    private static int Run(DirectoryInfo folder, bool isDryRun, string[] only, string? since)
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
        FixResult result = new FixRun(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), before, only).Run(folder.FullName);
        TextWriter words = isDryRun ? Console.Error : Console.Out;
        foreach (FixedFile file in result.Files)
        {
            if (isDryRun)
            {
                Console.Write(UnifiedDiff.Of(PathOf(folder, file.Path), file.Before is { } old ? Encoding.UTF8.GetString(old) : null, Encoding.UTF8.GetString(file.After)));
            }
            else
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, file.Path), file.After);
            }
        }
        foreach (Diagnostic made in result.Made)
        {
            words.WriteLine($"{PathOf(folder, made.File)}{(made.Span.Line > 0 ? $":{made.Span.Line}" : "")}: {made.Id}: {made.Message}: {(isDryRun ? "would be mended" : "mended")}");
        }
        words.WriteLine($"{result.Made.Count} mended, {result.Left.Count} left{(result.Left.Count > 0 ? $": rulelint check {folder}" : "")}");
        return result.Left.Count > 0 || (isDryRun && result.Files.Count > 0) ? ExitCode.Findings : ExitCode.Clean;
    }

    private static string PathOf(DirectoryInfo folder, string file) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(folder.FullName, file)).Replace('\\', '/');
}
