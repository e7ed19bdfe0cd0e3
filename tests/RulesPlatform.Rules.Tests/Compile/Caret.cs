using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

/// <summary>Problems as a person sees them: <c>^^^ message (help)</c> under the text, one line each.</summary>
internal static class Caret
{
    public static string Under(IEnumerable<CompileProblem> problems) => string.Join('\n', problems.Select(Line));

    private static string Line(CompileProblem problem) =>
        $"{new string(' ', problem.Offset)}{new string('^', problem.Length)} {problem.Message}{(problem.Help is null ? "" : $" ({problem.Help})")}";
}
