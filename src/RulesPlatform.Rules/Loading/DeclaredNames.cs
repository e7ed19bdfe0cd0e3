using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>
/// What exists, by name, taken from the trees: a definition that has a mistake in it is still there, so that what refers to it is
/// not reported too.
/// </summary>
internal sealed class DeclaredNames
{
    private readonly DiagnosticBag _bag;
    private readonly Dictionary<string, NameTable> _tables = new(StringComparer.Ordinal);

    public DeclaredNames(Manuscript manuscript, DiagnosticBag bag)
    {
        _bag = bag;
        ReportTwinFiles(manuscript);
        Jobs = Names("collection job", manuscript.Collections, root => Listed(root, "jobs", "name"));
        Signals = Names("signal", manuscript.Analyses, root => Listed(root, "signals", "name"));
        Rules = Names("threshold rule", manuscript.Thresholds, RuleIds);
        Responses = Names("response rule", manuscript.Responses, RuleIds);
        Receivers = Names("receiver", manuscript.Responses, root => Members(root, "receivers"));
        Calendars = Names("calendar", manuscript.Responses, root => Members(root, "calendars"));
        Inhibitions = Names("inhibition", manuscript.Responses, root => Listed(root, "inhibit", "name"));
        Commands = Names<RuleSetDraft>("command", manuscript.RuleSet is { } set ? [set] : [], root => Members(root, "commands"));
    }

    public NameTable Jobs { get; }

    public NameTable Signals { get; }

    /// <summary>By id.</summary>
    public NameTable Rules { get; }

    public NameTable Responses { get; }

    public NameTable Receivers { get; }

    public NameTable Calendars { get; }

    public NameTable Inhibitions { get; }

    public NameTable Commands { get; }

    /// <summary>The table whose names are called so.</summary>
    public NameTable Of(string noun) => _tables[noun];

    private NameTable Names<T>(string noun, IReadOnlyList<DraftFile<T>> files, Func<TextNode, IEnumerable<(string Name, int Start, int End)>> find)
        where T : FileDraft
    {
        var table = new NameTable(noun, isComplete: files.All(file => file.Parsed.IsWhole));
        foreach (DraftFile<T> file in files.Where(file => file.Parsed.IsWhole))
        {
            foreach ((string name, int start, int end) in find(file.Parsed.Root!))
            {
                table.Add(name, file.Reading.Source, start, end, _bag);
            }
        }
        _tables.Add(noun, table);
        return table;
    }

    private void ReportTwinFiles(Manuscript manuscript)
    {
        Names("collection file", manuscript.Collections, FileName);
        Names("analysis file", manuscript.Analyses, FileName);
        Names("thresholds file", manuscript.Thresholds, FileName);
        Names("responses file", manuscript.Responses, FileName);
    }

    private static IEnumerable<(string, int, int)> FileName(TextNode root) =>
        root.Find("name") is { Kind: NodeKind.String } name ? [(name.Text, name.Start, name.End)] : [];

    private static IEnumerable<(string Name, int Start, int End)> Listed(TextNode root, string list, string member) =>
        from item in root.Find(list)?.Items ?? []
        let name = item.Find(member)
        where name is { Kind: NodeKind.String }
        select (name.Text, name.Start, name.End);

    private static IEnumerable<(string, int, int)> Members(TextNode root, string map) =>
        (root.Find(map)?.Members ?? []).Select(member => (member.Name, member.NameStart, member.NameEnd));

    private static IEnumerable<(string, int, int)> RuleIds(TextNode root)
    {
        string file = root.Find("name")?.Text ?? "";
        return Listed(root, "Rules", "RuleName").Select(rule => ($"{file}/{rule.Name}", rule.Start, rule.End));
    }
}
