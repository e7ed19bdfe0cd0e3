using System.CommandLine;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint;

/// <summary><c>rulelint check [FOLDER]</c>: everything that stands against a rules folder, as the server would say it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "The folder that holds ruleset.json.",
            DefaultValueFactory = _ => new DirectoryInfo("rules"),
        };
        var isShort = new Option<bool>("--short") { Description = "One line a finding." };
        var command = new Command("check", "Reads every rule file and says what is wrong with it. Exit codes: 0 clean, 1 findings, 2 could not run.\n\nExamples:\n  rulelint check\n  rulelint check rules --short") { folder, isShort };
        command.SetAction(result => Run(result.GetValue(folder)!, result.GetValue(isShort)));
        return command;
    }

    private static int Run(DirectoryInfo folder, bool isShort)
    {
        if (!folder.Exists)
        {
            Console.Error.WriteLine($"rulelint: there is no folder {folder}; name the one that holds ruleset.json.");
            return ExitCode.CouldNotRun;
        }
        LoadResult result = new RuleSetLoader().Lint(folder.FullName);
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            Console.WriteLine(isShort ? DiagnosticRenderer.Short(diagnostic) : DiagnosticRenderer.Render(diagnostic));
        }
        int errors = result.Diagnostics.Count(diagnostic => diagnostic.IsError);
        int warnings = result.Diagnostics.Count - errors;
        Console.WriteLine(result.Diagnostics.Count == 0
            ? $"{result.RuleSet!.Files.Count} files, {result.RuleSet.Rules.Count} rules: clean"
            : $"{errors} errors, {warnings} warnings");
        return result.Diagnostics.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
    }
}
