using System.CommandLine;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary><c>rulelint import workflow FILE…</c>: RulesEngine workflows as its editor exports them.</summary>
internal static class WorkflowCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Workflows of RulesEngine (JSON): one, or an array.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo?>("--out") { Description = "The rules folder to write into; without it the files go to the standard output and the list to the error output." };
        var owner = new Option<string>("--owner") { Description = "Who answers for the files.", Required = true };
        var map = new Option<string[]>("--map") { Description = "What a name of the expressions is here: input1.latency=signal:NAME, input1.limit=level:NAME=NUMBER, input1.usual=baseline:. May be given several times.", DefaultValueFactory = _ => [] };
        var severity = new Option<string>("--severity") { Description = "Of rules that say none in their Properties.", DefaultValueFactory = _ => "warning" };
        var format = new Option<string>("--format") { Description = "Of the list: text, or json with the files in it.", DefaultValueFactory = _ => "text" };
        severity.AcceptOnlyFromAmong([.. SeverityWords.Ours]);
        format.AcceptOnlyFromAmong("text", "json");
        map.Validators.Add(result =>
        {
            if (result.GetValue(map)!.FirstOrDefault(one => MappedPath.Read(one) is null) is { } wrong)
            {
                result.AddError($"'{wrong}' is not PATH=signal:NAME, PATH=level:NAME=NUMBER or PATH=baseline:.");
            }
        });
        var command = new Command("workflow", "Turns workflows of RulesEngine into thresholds files: whatever each expression reads is mapped to the signal that it judges, to a level or to what is expected. Lists what could not be carried over. Exit codes: 0 all of it was carried over, 1 some was not, or not quite, 2 could not run.\n\nExamples:\n  rulelint import workflow discounts.json --owner web\n  rulelint import workflow latency.json --owner web --map input1.latency=signal:http_p99_seconds --out rules\n  rulelint import workflow latency.json --owner web --map input1.latency=http_p99_seconds --map input1.limit=level:slow=1.5") { files, output, owner, map, severity, format };
        command.SetAction(result => Run(result.GetValue(files)!, result.GetValue(output), result.GetValue(format)!, new WorkflowImport(
            [.. result.GetValue(map)!.Select(MappedPath.Read).OfType<MappedPath>()], result.GetValue(owner)!, result.GetValue(severity)!)));
        return command;
    }

    private static int Run(FileInfo[] files, DirectoryInfo? output, string format, WorkflowImport import)
    {
        if (files.FirstOrDefault(file => !file.Exists) is { } missing)
        {
            Console.Error.WriteLine($"rulelint: there is no file {missing}.");
            return ExitCode.CouldNotRun;
        }
        return ImportedFiles.Deliver(import.Run(files.Select(file => (file.ToString(), File.ReadAllBytes(file.FullName)))), output, format);
    }
}
