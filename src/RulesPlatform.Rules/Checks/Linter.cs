using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// The server's own loader with compilers that only parse, and the checks over what it read: what lints clean loads. Nothing of a rule
/// is compiled or run.
/// </summary>
public static class Linter
{
    private const int MaxFindings = 100_000;

    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    /// <param name="today">Against which the ends of allowances are held.</param>
    public static LintResult Lint(string folder, DateOnly today)
    {
        LoadResult loaded = new RuleSetLoader(ParsingCompilers.All).Load(folder, (manuscript, bag) =>
        {
            var subject = new LintSubject(manuscript, today);
            bag.Admission = new Admission(subject).Judge;
            foreach (Check check in CheckCatalogue.All)
            {
                check.Examine(subject);
            }
        }, MaxFindings);
        // The rule set itself stays here: its delegates are stand-ins.
        return new LintResult(loaded.Diagnostics, loaded.RuleSet?.Files.Count ?? 0, loaded.RuleSet?.Rules.Count ?? 0);
    }
}
