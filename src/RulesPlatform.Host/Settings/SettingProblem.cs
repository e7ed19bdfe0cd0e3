namespace RulesPlatform.Host.Settings;

/// <summary>One thing wrong with the settings.</summary>
/// <param name="Setting">Its name with dots, e.g. <c>retention.samples</c>; a file's path where the file cannot be read at all.</param>
/// <param name="Value">As given; null where nothing was. Never a secret.</param>
/// <param name="Source">Where the value came from, or null where it is the default.</param>
/// <param name="Message">What is wrong, a whole sentence.</param>
/// <param name="Remedy">What to do, a whole sentence.</param>
internal sealed record SettingProblem(string Setting, string? Value, string? Source, string Message, string Remedy)
{
    /// <summary>All of them as a person reads them before the host refuses to start.</summary>
    public static string Text(IReadOnlyCollection<SettingProblem> problems)
    {
        IEnumerable<string> each = problems.Select(problem =>
            $"  {problem.Setting}{(problem.Value is null ? "" : $" = \"{problem.Value}\"")}{(problem.Source is null ? "" : $"   ({problem.Source})")}\n"
            + $"    {problem.Message}\n"
            + $"    → {problem.Remedy}\n");
        return $"The settings cannot be used; {(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")}:\n\n{string.Join('\n', each)}";
    }
}
