using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Rule files of Prometheus → analysis and thresholds files, one of each a group.</summary>
internal sealed partial class PrometheusImport
{
    private readonly ImportOptions _options;
    private readonly List<(PrometheusGroup Group, SignalBook Book, string Name)> _groups = [];
    private readonly Dictionary<PrometheusRule, ImportedRule> _outcomes = [];
    private readonly List<string> _problems = [];
    private readonly RecordedSeries _recorded;
    private Meaning _meanings;

    private PrometheusImport(IReadOnlyList<PrometheusGroup> groups, IReadOnlyList<string> problems, ImportOptions options)
    {
        (_options, _problems) = (options, [.. problems]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var signals = new HashSet<string>(options.TakenSignals, StringComparer.Ordinal);
        foreach (PrometheusGroup group in groups)
        {
            _groups.Add((group, new SignalBook(signals), FreeName(group.Name, names)));
        }
        _recorded = new RecordedSeries(_groups.SelectMany(one => one.Group.Rules.Where(rule => rule.IsRecording).Select(rule => (rule, one.Book))));
    }

    /// <param name="sources">Path and text of each file.</param>
    public static ImportResult Run(IEnumerable<(string Path, string Text)> sources, ImportOptions options)
    {
        var groups = new List<PrometheusGroup>();
        var problems = new List<string>();
        foreach ((string path, string text) in sources)
        {
            groups.AddRange(RuleFileReader.Read(path, text, out IReadOnlyList<string> found));
            problems.AddRange(found);
        }
        return new PrometheusImport(groups, problems, options).Run();
    }

    private ImportResult Run()
    {
        List<RuleSketch>[] rules = [.. _groups.Select(one => Alerts(one.Group, one.Book, one.Name))];
        HashSet<string> read = ReadBy(rules.SelectMany(some => some));
        foreach ((PrometheusGroup group, _, string name) in _groups)
        {
            foreach (PrometheusRule rule in group.Rules.Where(rule => rule.IsRecording))
            {
                _outcomes[rule] = Recorded(rule, read);
            }
        }
        var files = new List<(string Path, string Text)>();
        for (int i = 0; i < _groups.Count; i++)
        {
            files.AddRange(Files(_groups[i], rules[i], read));
        }
        // Bounds on length and nesting, say, are the server's to know.
        _problems.AddRange(LoadCheck.Errors(files, []).Select(error => $"what was written does not load as it is: {error}"));
        return new ImportResult(files, [.. _groups.SelectMany(one => one.Group.Rules).Select(rule => _outcomes[rule])], MeaningText.Of(_meanings), _problems);
    }

    private List<RuleSketch> Alerts(PrometheusGroup group, SignalBook book, string name)
    {
        var translator = new AlertTranslator(book, _recorded, _options);
        var rules = new List<RuleSketch>();
        foreach (PrometheusRule rule in group.Rules.Where(rule => !rule.IsRecording))
        {
            var notes = new RuleNotes(rule.Expression);
            RuleSketch? sketch = translator.Translate(rule, notes);
            if (sketch is null)
            {
                _outcomes[rule] = new ImportedRule(rule.File, rule.Line, rule.Name, null, [notes.Refusal!]);
                continue;
            }
            rules.Add(sketch);
            _meanings |= notes.Meanings;
            _outcomes[rule] = new ImportedRule(rule.File, rule.Line, rule.Name, $"{name}/{sketch.Name}", notes.Remarks);
        }
        return rules;
    }

    // What was made for an alert that could not be carried over after all is read by nothing.
    private HashSet<string> ReadBy(IEnumerable<RuleSketch> rules)
    {
        Dictionary<string, SignalSketch> signals = _groups.SelectMany(one => one.Book.Signals).ToDictionary(signal => signal.Name, StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(rules.Select(rule => rule.Signal));
        while (next.TryDequeue(out string? name))
        {
            if (read.Add(name))
            {
                signals[name].Reads.ToList().ForEach(next.Enqueue);
            }
        }
        return read;
    }

    private ImportedRule Recorded(PrometheusRule rule, HashSet<string> read)
    {
        if (_recorded.Outcome(rule) is not { } outcome || (outcome.Signal is { } signal && !read.Contains(signal.Name)))
        {
            return new ImportedRule(rule.File, rule.Line, rule.Name, null, ["no alert that is carried over reads it"]);
        }
        if (outcome.Signal is null)
        {
            return new ImportedRule(rule.File, rule.Line, rule.Name, null, [outcome.Notes.Refusal ?? "it reads itself"]);
        }
        _meanings |= outcome.Notes.Meanings;
        return new ImportedRule(rule.File, rule.Line, rule.Name, outcome.Signal.Name, outcome.Notes.Remarks);
    }

    private IEnumerable<(string Path, string Text)> Files((PrometheusGroup Group, SignalBook Book, string Name) one, List<RuleSketch> rules, HashSet<string> read)
    {
        SignalSketch[] signals = [.. one.Book.Signals.Where(signal => read.Contains(signal.Name))];
        if (signals.Length == 0 && rules.Count == 0)
        {
            yield break;
        }
        if (OwnerOf(one.Group) is not { } owner)
        {
            _problems.Add($"{one.Group.File}: the group '{one.Group.Name}' is not written, for each file has an owner: give --owner TEAM");
            yield break;
        }
        var files = new GroupFiles(one.Name, owner);
        if (signals.Length > 0)
        {
            yield return files.Analysis(signals, one.Group.Interval ?? _options.Interval);
        }
        if (rules.Count > 0)
        {
            yield return files.Thresholds(rules, one.Book.Levels);
        }
    }

    private string? OwnerOf(PrometheusGroup group)
    {
        string?[] teams = [.. group.Rules.Where(rule => !rule.IsRecording).Select(rule => rule.Labels.FirstOrDefault(label => label.Key == "team").Value).Distinct()];
        return _options.Owner ?? (teams is [{ Length: > 0 } team] && !team.Contains('{', StringComparison.Ordinal) ? team : null);
    }

    private static string FreeName(string group, HashSet<string> names)
    {
        string wanted = NotOfAName().Replace(group.ToLowerInvariant(), "-").Trim('-');
        wanted = wanted.Length == 0 ? "group" : wanted;
        string name = wanted;
        for (int i = 2; !names.Add(name); i++)
        {
            name = $"{wanted}-{i}";
        }
        return name;
    }

    [GeneratedRegex("[^a-z0-9_-]+")]
    private static partial Regex NotOfAName();
}
