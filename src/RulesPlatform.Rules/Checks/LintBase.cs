using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>The rule set that a change starts from, and what lint had to say of it.</summary>
internal sealed class LintBase
{
    private readonly HashSet<(string Id, string File, string Message)> _found;

    public LintBase(LintSubject? subject, IReadOnlyList<Diagnostic> found)
    {
        Subject = subject;
        _found = [.. found.Select(one => (one.Id, one.File, one.Message))];
    }

    /// <summary>Null where the set did not load: everything is then new.</summary>
    public LintSubject? Subject { get; }

    /// <summary>Those that the change brings: what was not found before, and what stands in a part that the change touches.</summary>
    /// <param name="head">Null where the change does not load: all of it is then told.</param>
    public IReadOnlyList<Diagnostic> NewAmong(IReadOnlyList<Diagnostic> found, LintSubject? head)
    {
        if (Subject is null || head is null)
        {
            return found;
        }
        Dictionary<string, IReadOnlyList<(int Start, int End)>> touched = Touched(Subject.Manuscript, head.Manuscript);
        return
        [
            .. found.Where(one => !_found.Contains((one.Id, one.File, one.Message))
                || (touched.TryGetValue(one.File, out IReadOnlyList<(int Start, int End)>? parts) && parts.Any(part => one.Span.Offset >= part.Start && one.Span.Offset < part.End))),
        ];
    }

    private static Dictionary<string, IReadOnlyList<(int, int)>> Touched(Manuscript before, Manuscript head)
    {
        Dictionary<string, TextNode> old = Roots(before).ToDictionary(file => file.Path, file => file.Root, StringComparer.Ordinal);
        return Roots(head).ToDictionary(file => file.Path, file => ChangedParts.Between(old.GetValueOrDefault(file.Path), file.Root), StringComparer.Ordinal);
    }

    private static IEnumerable<(string Path, TextNode Root)> Roots(Manuscript manuscript) =>
    [
        .. Of(manuscript.RuleSet is { } set ? [set] : Array.Empty<DraftFile<RuleSetDraft>>()),
        .. Of(manuscript.Collections), .. Of(manuscript.Analyses), .. Of(manuscript.Thresholds), .. Of(manuscript.Responses),
    ];

    private static IEnumerable<(string, TextNode)> Of<T>(IEnumerable<DraftFile<T>> files) where T : FileDraft => files.Select(file => (file.Path, file.Parsed.Root!));
}
