using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <summary>Of which files the checks that look at parts had nothing to say, and what must be the same for that to hold.</summary>
/// <param name="subject">What was looked at.</param>
/// <param name="loud">Paths of the files of which something was said, or would have been, had it not been allowed.</param>
internal sealed class LintMemory(LintSubject subject, IReadOnlySet<string> loud)
{
    private readonly HashSet<object> _quiet = new(Parts(subject.Manuscript).Where(file => !loud.Contains(file.Path)).Select(file => file.Draft), ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _context = new(Context(subject), ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SignalDraft> _signals = subject.Signals.ToDictionary(signal => signal.Name, signal => signal.Draft, StringComparer.Ordinal);

    /// <summary>Paths of the analysis and thresholds files that must be looked at.</summary>
    public HashSet<string> ToExamine(LintSubject next)
    {
        if (!_context.SetEquals(Context(next)))
        {
            return Parts(next.Manuscript).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        }
        HashSet<string> affected = Affected(next);
        return
        [
            .. Parts(next.Manuscript).Where(file => !_quiet.Contains(file.Draft)).Select(file => file.Path),
            .. next.Signals.Where(signal => affected.Contains(signal.Name)).Select(signal => signal.File.Path),
            .. next.Rules.Where(rule => affected.Contains(rule.Signal.Name)).Select(rule => rule.File.Path),
        ];
    }

    /// <summary>Signals that are not what they were, and those that read them, near or far.</summary>
    private HashSet<string> Affected(LintSubject next)
    {
        HashSet<string> affected = [.. next.Signals.Where(signal => !ReferenceEquals(_signals.GetValueOrDefault(signal.Name), signal.Draft)).Select(signal => signal.Name)];
        if (affected.Count == 0)
        {
            return affected;
        }
        ILookup<string, string> readers =
            (from signal in next.Signals
             from input in signal.Draft.Inputs
             let read = input.Value.Signal?.Value
             where read is not null
             select (Read: read, By: signal.Name)).ToLookup(one => one.Read, one => one.By, StringComparer.Ordinal);
        var open = new Stack<string>(affected);
        while (open.TryPop(out string? name))
        {
            foreach (string reader in readers[name].Where(affected.Add))
            {
                open.Push(reader);
            }
        }
        return affected;
    }

    private static IEnumerable<(string Path, object Draft)> Parts(Manuscript manuscript) =>
        manuscript.Analyses.Select(file => (file.Path, (object)file.Draft!)).Concat(manuscript.Thresholds.Select(file => (file.Path, (object)file.Draft!)));

    private static IEnumerable<object> Context(LintSubject subject)
    {
        IEnumerable<object> drafts = subject.Manuscript.Collections.Select(file => (object)file.Draft!).Append(subject.Manuscript.RuleSet!.Draft!);
        return subject.Catalogue is { } catalogue ? drafts.Append(catalogue) : drafts;
    }
}
