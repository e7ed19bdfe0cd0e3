using System.CommandLine;
using RulesPlatform.Rules.Schema;

namespace RulesPlatform.RuleLint;

/// <summary><c>rulelint schema</c>: the JSON Schemas of rule files, made from what reads them.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output") { Description = "Where to, one file a kind.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("rules", "schema")) };
        var command = new Command("schema", "Writes the JSON Schemas that editors check rule files with. Exit codes: 0 written, 2 could not run.\n\nExamples:\n  rulelint schema\n  rulelint schema --output my-rules/schema") { output };
        command.SetAction(result => Run(result.GetValue(output)!));
        return command;
    }

    private static int Run(DirectoryInfo output)
    {
        try
        {
            output.Create();
            foreach ((string name, string text) in RuleFileSchemas.All)
            {
                File.WriteAllText(Path.Combine(output.FullName, name), text);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"rulelint: {failure.Message}");
            return ExitCode.CouldNotRun;
        }
        Console.WriteLine($"{output}: {RuleFileSchemas.All.Count} schemas written");
        return ExitCode.Clean;
    }
}
