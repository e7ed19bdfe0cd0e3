using System.Text;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Fmt;

/// <summary>Workflows for RulesEngine by itself.</summary>
internal static class StockFiles
{
    /// <param name="files">Those that are no thresholds files are passed over.</param>
    /// <param name="folder">Null for one array to the standard output.</param>
    public static int Write(IReadOnlyList<string> files, DirectoryInfo? folder)
    {
        var workflows = new List<(string Path, string Text)>();
        foreach (string path in files)
        {
            if (StockWorkflow.TryWrite(RulePaths.Read(path), out ReadOnlyMemory<byte> workflow, out IReadOnlyList<Diagnostic> flaws))
            {
                workflows.Add((path, Encoding.UTF8.GetString(workflow.Span)));
            }
            else if (flaws.Count > 0)
            {
                return FmtCommand.Refuse(flaws);
            }
        }
        if (workflows.Count == 0)
        {
            Console.Error.WriteLine("rulelint: there is no thresholds file among these.");
            return ExitCode.CouldNotRun;
        }
        if (folder is null)
        {
            Console.WriteLine($"[\n{string.Join(",\n", workflows.Select(one => one.Text))}\n]");
            return ExitCode.Clean;
        }
        if (workflows.GroupBy(one => Path.GetFileName(one.Path)).FirstOrDefault(same => same.Count() > 1) is { } twins)
        {
            Console.Error.WriteLine($"rulelint: {string.Join(" and ", twins.Select(one => one.Path))} would be the same file in {folder}.");
            return ExitCode.CouldNotRun;
        }
        folder.Create();
        workflows.ForEach(one => File.WriteAllText(Path.Combine(folder.FullName, Path.GetFileName(one.Path)), $"{one.Text}\n"));
        return ExitCode.Clean;
    }
}
