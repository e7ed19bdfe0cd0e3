using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// The server's own loader with compilers that only parse, and the checks over what it read: what lints clean loads. Nothing of a rule is
/// compiled or run. Asked again, it reads what has changed and looks again at what that can concern, and finds what a first look would.
/// Not thread-safe.
/// </summary>
/// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
/// <param name="catalogue">Path of the file that a server wrote of its metrics; null for the folder's own <c>catalog.json</c>, if it holds one.</param>
public sealed class LintSession(string folder, string? catalogue = null)
{
    private const int MaxFindings = 100_000;

    private readonly RuleSetLoader _loader = new(ParsingCompilers.All);
    private LintMemory? _memory;
    private (byte[] Content, MetricCatalogue? Catalogue)? _catalogue;

    /// <param name="today">Against which the ends of allowances are held.</param>
    /// <param name="before">The files that a change starts from: only what the change brings is then told. Null to tell everything.</param>
    public LintResult Lint(DateOnly today, IReadOnlyList<RuleText>? before = null)
    {
        LintBase? start = before is null ? null : BaseOf(before, today);
        LintSubject? subject = null;
        LoadResult loaded = _loader.Load(folder, Examine, MaxFindings);
        // The rule set itself stays here: its delegates are stand-ins.
        return new LintResult(start?.NewAmong(loaded.Diagnostics, subject) ?? loaded.Diagnostics, loaded.RuleSet?.Files.Count ?? 0, loaded.RuleSet?.Rules.Count ?? 0);

        void Examine(Manuscript manuscript, DiagnosticBag bag)
        {
            subject = new LintSubject(manuscript, today) { Base = start?.Subject, TestedRules = TestedRules.In(folder), Catalogue = ReadCatalogue(bag) };
            _memory = Run(subject, bag, _memory);
        }
    }

    // The same bytes are the same object: what was said with its help need not be looked at again.
    private MetricCatalogue? ReadCatalogue(DiagnosticBag bag)
    {
        string path = catalogue ?? Path.Combine(folder, CatalogueText.FileName);
        if (catalogue is null && !File.Exists(path))
        {
            return null;
        }
        string shown = catalogue ?? CatalogueText.FileName;
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            bag.Add(LoadingProblems.Unreadable, shown, $"the catalogue cannot be read: {failure.Message}", "write it with 'rulesplatform catalog'");
            return null;
        }
        if (_catalogue is not { Catalogue: not null } known || !known.Content.AsSpan().SequenceEqual(content))
        {
            _catalogue = known = (content, CatalogueText.Read(shown, content, bag));
        }
        return known.Catalogue;
    }

    private static LintBase BaseOf(IReadOnlyList<RuleText> files, DateOnly today)
    {
        LintSubject? subject = null;
        LoadResult loaded = new RuleSetLoader(ParsingCompilers.All).Load(files, Examine, MaxFindings);
        return new LintBase(subject, loaded.Diagnostics);

        void Examine(Manuscript manuscript, DiagnosticBag bag)
        {
            subject = new LintSubject(manuscript, today);
            Run(subject, bag, null);
        }
    }

    private static LintMemory Run(LintSubject subject, DiagnosticBag bag, LintMemory? before)
    {
        LintSubject parts = before is null ? subject : subject.Only(before.ToExamine(subject));
        var loud = new HashSet<string>(StringComparer.Ordinal);
        Func<DiagnosticKind, SourceText, int, DiagnosticKind?> judge = new Admission(subject).Judge;
        bag.Admission = (kind, source, offset) =>
        {
            loud.Add(source.Path);
            return judge(kind, source, offset);
        };
        foreach (Check check in CheckCatalogue.All)
        {
            check.Examine(check.Reach == Reach.Part ? parts : subject);
        }
        return new LintMemory(subject, loud);
    }
}
