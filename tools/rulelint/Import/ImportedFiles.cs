namespace RulesPlatform.RuleLint.Import;

/// <summary>Where the files of an import go: into a rules folder, or to the standard output.</summary>
internal static class ImportedFiles
{
    /// <summary>Prints the report and, without a folder, the files. No file is written over.</summary>
    public static int Deliver(ImportResult result, DirectoryInfo? folder, string format)
    {
        if (folder is not null && result.Files.FirstOrDefault(file => File.Exists(PathIn(folder, file.Path))) is { Path: not null } there)
        {
            Console.Error.WriteLine($"rulelint: {PathIn(folder, there.Path)} is there already; move it away, or rename the group.");
            return ExitCode.CouldNotRun;
        }
        foreach ((string path, string text) in folder is null ? [] : result.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathIn(folder!, path))!);
            File.WriteAllText(PathIn(folder!, path), text);
        }
        if (format == "json")
        {
            Console.WriteLine(ImportReport.Json(result));
        }
        else
        {
            Print(result, folder);
        }
        return result.IsWhole ? ExitCode.Clean : ExitCode.Findings;
    }

    private static void Print(ImportResult result, DirectoryInfo? folder)
    {
        if (folder is null)
        {
            result.Files.ToList().ForEach(file => Console.Write($"// {file.Path}\n{file.Text}\n"));
            Console.Error.WriteLine(ImportReport.Text(result, []));
            return;
        }
        Console.WriteLine(ImportReport.Text(result, result.Files.Select(file => $"{PathIn(folder, file.Path)}: written")));
        if (result.Files.Count > 0)
        {
            Console.WriteLine($"Next: rulelint lock {folder}, then rulelint check {folder}");
        }
    }

    private static string PathIn(DirectoryInfo folder, string path) => Path.Combine(folder.ToString(), path).Replace('\\', '/');
}
