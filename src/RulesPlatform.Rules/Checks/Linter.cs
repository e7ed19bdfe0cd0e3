using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// The server's own loader with compilers that only parse, and the checks over what it read: what lints clean loads. Nothing of a rule
/// is compiled or run.
/// </summary>
public static class Linter
{
    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    public static LintResult Lint(string folder)
    {
        LoadResult loaded = new RuleSetLoader(ParsingCompilers.All).Load(folder, manuscript =>
        {
            var subject = new LintSubject(manuscript);
            foreach (Check check in CheckCatalogue.All)
            {
                check.Examine(subject);
            }
        });
        // The rule set itself stays here: its delegates are stand-ins.
        return new LintResult(loaded.Diagnostics, loaded.RuleSet?.Files.Count ?? 0, loaded.RuleSet?.Rules.Count ?? 0);
    }
}
