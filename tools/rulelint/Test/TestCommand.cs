using System.CommandLine;
using System.Diagnostics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Test;

/// <summary><c>rulelint test [FOLDER]</c>: runs the tests of a rules folder through the production cycle on a virtual clock.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "The folder that holds ruleset.json; its tests are in tests/.",
            DefaultValueFactory = _ => new DirectoryInfo("rules"),
        };
        var filter = new Option<string?>("--filter") { Description = "Only tests whose file or name contains this." };
        var junit = new Option<FileInfo?>("--junit") { Description = "Writes the results to this file too, as JUnit has them." };
        var coverage = new Option<bool>("--coverage") { Description = "Says what of the rules no test reaches; anything makes the exit code 1." };
        var command = new Command("test", "Runs the rule tests. Exit codes: 0 all passed, 1 some failed or cannot be read, 2 could not run.\n\nExamples:\n  rulelint test\n  rulelint test rules --filter node\n  rulelint test rules --coverage --junit results.xml") { folder, filter, junit, coverage };
        command.SetAction(result => Run(result.GetValue(folder)!, result.GetValue(filter), result.GetValue(junit), result.GetValue(coverage)));
        return command;
    }

    private static int Run(DirectoryInfo folder, string? filter, FileInfo? junit, bool isCovering)
    {
        if (!folder.Exists)
        {
            Console.Error.WriteLine($"rulelint: there is no folder {folder}; name the one that holds ruleset.json.");
            return ExitCode.CouldNotRun;
        }
        LoadResult loaded = new RuleSetLoader().Load(folder.FullName);
        if (loaded.RuleSet is not { } rules)
        {
            Console.Error.WriteLine(DiagnosticRenderer.Render([.. loaded.Diagnostics.Where(diagnostic => diagnostic.IsError)]));
            return ExitCode.CouldNotRun;
        }
        IReadOnlyList<RuleTest> tests = RuleTestFolder.Read(folder.FullName, rules, out IReadOnlyList<Diagnostic> broken);
        tests = [.. tests.Where(test => filter is null || test.File.Contains(filter, StringComparison.OrdinalIgnoreCase) || test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (tests.Count == 0 && broken.Count == 0)
        {
            Console.Error.WriteLine(filter is null
                ? $"rulelint: {folder} holds no tests; write the first into {Path.Combine(folder.Name, "tests")}/, see rules/README.md."
                : $"rulelint: no test's file or name contains '{filter}'.");
            return ExitCode.CouldNotRun;
        }
        var clock = Stopwatch.StartNew();
        RuleCoverage? coverage = isCovering ? new RuleCoverage(rules) : null;
        IReadOnlyList<RuleTestResult> results = RuleTestRunner.Run(tests, coverage?.Watched ?? rules);
        var report = new TestReport(results, broken, clock.Elapsed, coverage?.Items(results));
        Console.WriteLine(report.ToText());
        if (junit is not null)
        {
            File.WriteAllText(junit.FullName, TestJUnit.Write(report));
        }
        return report.Passed ? ExitCode.Clean : ExitCode.Findings;
    }
}
