using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

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
    /// <param name="before">The files that a change starts from: only what the change brings is then told. Null to tell everything.</param>
    public static LintResult Lint(string folder, DateOnly today, IReadOnlyList<RuleText>? before = null)
    {
        LintBase? start = before is null ? null : BaseOf(before, today);
        LintSubject? subject = null;
        LoadResult loaded = new RuleSetLoader(ParsingCompilers.All).Load(folder, Examine, MaxFindings);
        // The rule set itself stays here: its delegates are stand-ins.
        return new LintResult(start?.NewAmong(loaded.Diagnostics, subject) ?? loaded.Diagnostics, loaded.RuleSet?.Files.Count ?? 0, loaded.RuleSet?.Rules.Count ?? 0);

        void Examine(Manuscript manuscript, DiagnosticBag bag) => subject = Run(new LintSubject(manuscript, today) { Base = start?.Subject, TestedRules = TestedRules.In(folder) }, bag);
    }

    private static LintBase BaseOf(IReadOnlyList<RuleText> files, DateOnly today)
    {
        LintSubject? subject = null;
        LoadResult loaded = new RuleSetLoader(ParsingCompilers.All).Load(files, (manuscript, bag) => subject = Run(new LintSubject(manuscript, today), bag), MaxFindings);
        return new LintBase(subject, loaded.Diagnostics);
    }

    private static LintSubject Run(LintSubject subject, DiagnosticBag bag)
    {
        bag.Admission = new Admission(subject).Judge;
        foreach (Check check in CheckCatalogue.All)
        {
            check.Examine(subject);
        }
        return subject;
    }
}
