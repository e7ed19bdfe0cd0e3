using System.CommandLine;
using RulesPlatform.RuleLint.Watch;

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
        var format = new Option<string>("--format") { Description = "text, json, or junit.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "junit");
        var coverage = new Option<bool>("--coverage") { Description = "Says what of the rules no test reaches; anything makes the exit code 1." };
        var mutate = new Option<bool>("--mutate") { Description = "Changes the rules in one place at a time (a comparison, a threshold by 10 %, a 'for' by an interval, a filter, a route) and names the changes that no test notices." };
        var survivors = new Option<int?>("--max-survivors") { Description = "With --mutate: more changes than that which no test notices make the exit code 1; as many as there are may survive unless given.", HelpName = "N" };
        var watch = new Option<bool>("--watch") { Description = "Runs them again whenever a file changes, until Ctrl-C." };
        var command = new Command("test", "Runs the rule tests. Exit codes: 0 all passed, 1 some failed or cannot be read, 2 could not run.\n\nExamples:\n  rulelint test\n  rulelint test rules --filter node --watch\n  rulelint test rules --coverage --junit results.xml\n  rulelint test rules --mutate --max-survivors 10") { folder, filter, format, junit, coverage, mutate, survivors, watch };
        command.SetAction((result, cancellation) => Run(
            new TestRequest(result.GetValue(folder)!, result.GetValue(filter), result.GetValue(format)!, result.GetValue(junit), result.GetValue(coverage), result.GetValue(mutate), result.GetValue(survivors)),
            result.GetValue(watch), cancellation));
        return command;
    }

    private static async Task<int> Run(TestRequest request, bool isWatching, CancellationToken cancellation)
    {
        if (!request.Folder.Exists)
        {
            Console.Error.WriteLine($"rulelint: there is no folder {request.Folder}; name the one that holds ruleset.json.");
            return ExitCode.CouldNotRun;
        }
        var session = new TestSession(request);
        if (isWatching)
        {
            await new WatchLoop(request.Folder.FullName, Look, Screen.Show, TimeProvider.System).Run(cancellation);
            return ExitCode.Clean;
        }
        if (session.Run(cancellation, out string? problem) is not { } report)
        {
            Console.Error.WriteLine(problem);
            return ExitCode.CouldNotRun;
        }
        Console.WriteLine(Write(report, request.Format, withTime: true));
        Keep(report, request.JUnit);
        return report.Passed && !(report.Mutation?.Survivors.Count > request.MostSurvivors) ? ExitCode.Clean : ExitCode.Findings;

        // How long it took differs from run to run: that alone is nothing new.
        string Look(CancellationToken stop)
        {
            if (session.Run(stop, out string? why) is not { } again)
            {
                return why!;
            }
            Keep(again, request.JUnit);
            return Write(again, request.Format, withTime: false);
        }
    }

    private static void Keep(TestReport report, FileInfo? junit)
    {
        if (junit is not null)
        {
            File.WriteAllText(junit.FullName, TestJUnit.Write(report));
        }
    }

    private static string Write(TestReport report, string format, bool withTime) => format switch
    {
        "json" => TestJson.Write(report),
        "junit" => TestJUnit.Write(report),
        _ => report.ToText(withTime),
    };
}
