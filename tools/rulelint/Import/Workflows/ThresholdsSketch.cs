namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>A thresholds file in the making.</summary>
internal sealed class ThresholdsSketch(string name, string owner)
{
    private readonly List<string> _rules = [];
    private readonly SortedDictionary<string, SortedDictionary<string, double>> _levels = new(StringComparer.Ordinal);

    public string Name => name;

    public string Path => $"thresholds/{name}.json";

    public bool IsEmpty => _rules.Count == 0;

    /// <param name="rule">JSON.</param>
    /// <param name="levels">Those that the rule reads.</param>
    public void Add(string rule, string signal, IEnumerable<MappedPath> levels)
    {
        _rules.Add(rule);
        foreach (MappedPath level in levels)
        {
            if (!_levels.TryGetValue(signal, out SortedDictionary<string, double>? known))
            {
                _levels.Add(signal, known = new SortedDictionary<string, double>(StringComparer.Ordinal));
            }
            known[level.Level!] = level.Number;
        }
    }

    public string Text() => RuleFileText.InForm(Path, RuleFileText.Broken(
    [
        .. RuleFileText.Header("thresholds", name, owner),
        .. _levels.Count > 0 ? [$"\"levels\": {RuleFileText.Broken(_levels.Select(Levels))}"] : Array.Empty<string>(),
        $"\"WorkflowName\": {JsonLine.Text(name)}",
        $"\"Rules\": [\n{string.Join(",\n", _rules)}\n]",
    ]));

    private static string Levels(KeyValuePair<string, SortedDictionary<string, double>> signal) =>
        $"{JsonLine.Text(signal.Key)}: {JsonLine.Object(signal.Value.Select(level => (level.Key, JsonLine.Number(level.Value))))}";
}
