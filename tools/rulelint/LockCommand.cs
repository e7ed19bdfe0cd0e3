using System.CommandLine;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint;

/// <summary><c>rulelint lock [FOLDER]</c>: writes rules.lock.json, which remembers the content of each version.</summary>
internal static class LockCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "The folder that holds ruleset.json.",
            DefaultValueFactory = _ => new DirectoryInfo("rules"),
        };
        var command = new Command("lock", "Writes rules.lock.json beside ruleset.json. Exit codes: 0 written, 1 the rules hold errors, 2 could not run.\n\nExample:\n  rulelint lock rules") { folder };
        command.SetAction(result => Run(result.GetValue(folder)!));
        return command;
    }

    private static int Run(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            Console.Error.WriteLine($"rulelint: there is no folder {folder}; name the one that holds ruleset.json.");
            return ExitCode.CouldNotRun;
        }
        LoadResult result = new RuleSetLoader().Load(folder.FullName);
        if (result.RuleSet is not { } rules)
        {
            Console.Error.WriteLine(DiagnosticRenderer.Render([.. result.Diagnostics.Where(diagnostic => diagnostic.IsError)]));
            return ExitCode.Findings;
        }
        string path = Path.Combine(folder.FullName, "rules.lock.json");
        File.WriteAllBytes(path, RuleLock.Write(rules));
        Console.WriteLine($"{path}: {rules.Files.Count} files locked");
        return ExitCode.Clean;
    }
}
