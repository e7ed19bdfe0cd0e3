using System.Text.Json;
using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>Workflows of RulesEngine, as its editor exports them → thresholds files, one a workflow.</summary>
/// <param name="severity">Of rules that do not say one in their Properties.</param>
internal sealed partial class WorkflowImport(IReadOnlyList<MappedPath> map, string owner, string severity)
{
    private readonly List<(string Path, string Text)> _files = [];
    private readonly List<ImportedRule> _rules = [];
    private readonly List<string> _problems = [];

    /// <param name="sources">Path and content of each file.</param>
    public ImportResult Run(IEnumerable<(string Path, byte[] Content)> sources)
    {
        foreach ((string path, byte[] content) in sources)
        {
            if (JsonPart.Read(content, out string? problem) is not { } root)
            {
                _problems.Add($"{path}:{problem}");
                continue;
            }
            foreach (JsonPart workflow in root.Kind == JsonTokenType.StartArray ? root.Items : [root])
            {
                Take(path, workflow);
            }
        }
        return new ImportResult(_files, _rules, [], _problems);
    }

    private void Take(string path, JsonPart workflow)
    {
        if (workflow.TextOf("WorkflowName") is not { } written || workflow.Find("Rules") is not { Kind: JsonTokenType.StartArray } rules)
        {
            _problems.Add($"{path}:{workflow.Line}: a workflow has a 'WorkflowName' and a list 'Rules'");
            return;
        }
        if (workflow.Find("WorkflowsToInject") is { Items.Count: > 0 })
        {
            _problems.Add($"{path}:{workflow.Line}: the workflows that '{written}' takes in are not followed; their rules belong into one file");
        }
        string name = NotOfAName().Replace(written.ToLowerInvariant(), "-").Trim('-');
        var file = new ThresholdsSketch(name.Length == 0 ? "workflow" : name, owner);
        IReadOnlyList<JsonPart> globals = workflow.Find("GlobalParams")?.Items ?? [];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonPart rule in rules.Items)
        {
            _rules.Add(Rule(path, rule, globals, file, taken));
        }
        if (file.IsEmpty)
        {
            return;
        }
        if (_files.Exists(one => one.Path == file.Path))
        {
            _problems.Add($"{path}:{workflow.Line}: another workflow is called '{written}' too; it is not written");
            return;
        }
        _files.Add((file.Path, file.Text()));
    }

    private ImportedRule Rule(string path, JsonPart rule, IReadOnlyList<JsonPart> globals, ThresholdsSketch file, HashSet<string> taken)
    {
        string written = rule.TextOf("RuleName") ?? "";
        WorkflowRule read = WorkflowRule.Read(rule, globals, map);
        string name = WorkflowRule.NameOf(written);
        if (WhyNot(read) is { } reason)
        {
            return new ImportedRule(path, rule.Line, written, null, [reason]);
        }
        string[] signals = [.. read.Used.Select(one => one.Signal).OfType<string>().Distinct()];
        MappedPath[] levels = [.. read.Used.Where(one => one.Level is not null)];
        List<string> remarks = read.Remarks;
        IReadOnlyList<string> properties = Properties(rule, signals[0], remarks);
        string text = RuleFileText.Broken([$"\"RuleName\": {JsonLine.Text(name)}", .. read.Members, $"\"Properties\": {RuleFileText.Broken(properties)}"]);
        var trial = new ThresholdsSketch("trial", "trial");
        trial.Add(text, signals[0], levels);
        if (LoadCheck.Errors([(trial.Path, trial.Text())], signals) is [{ } error, ..])
        {
            return new ImportedRule(path, rule.Line, written, null, [error.Message + (error.Help is null ? "" : $" ({error.Help})")]);
        }
        if (!taken.Add(name))
        {
            return new ImportedRule(path, rule.Line, written, null, ["another rule of the workflow has its name"]);
        }
        if (name != written)
        {
            remarks.Add($"it is called {name} here: names have letters, digits, '_', '-' and '.'");
        }
        file.Add(text, signals[0], levels);
        return new ImportedRule(path, rule.Line, written, $"{file.Name}/{name}", remarks);
    }

    private static string? WhyNot(WorkflowRule rule)
    {
        string[] signals = [.. rule.Used.Select(one => one.Signal).OfType<string>().Distinct()];
        if (rule.Unmapped.Count > 0)
        {
            return $"it reads {string.Join(", ", rule.Unmapped)}, which a rule here does not have; say what {(rule.Unmapped.Count == 1 ? "it is" : "they are")}: --map {rule.Unmapped.First()}=signal:NAME, or =level:NAME=NUMBER";
        }
        return signals.Length switch
        {
            0 => "it reads no signal; a rule here judges one",
            1 => null,
            _ => $"it reads {string.Join(" and ", signals)}; a rule here judges one signal: let a formula in analysis/ join them, and map to that",
        };
    }

    private List<string> Properties(JsonPart rule, string signal, List<string> remarks)
    {
        JsonPart? given = rule.Find("Properties");
        string? word = given?.TextOf("severity") ?? given?.TextOf("Severity");
        var properties = new List<string> { $"\"signal\": {JsonLine.Text(signal)}", $"\"severity\": {JsonLine.Text(word is not null && SeverityWords.Ours.Contains(word) ? word : severity)}" };
        if (rule.Find("Enabled") is { Kind: JsonTokenType.False })
        {
            properties.Add("\"mode\": \"shadow\"");
            remarks.Add("it is not enabled; here it is a shadow, which is judged and recorded but tells nobody");
        }
        if (rule.TextOf("SuccessEvent") is { Length: > 0 } said)
        {
            properties.Add($"\"summary\": {JsonLine.Text(said)}");
        }
        remarks.AddRange((given?.Members ?? []).Where(member => !member.Key.Equals("severity", StringComparison.OrdinalIgnoreCase)).Select(member => $"the property '{member.Key}' is not carried over"));
        return properties;
    }

    [GeneratedRegex("[^a-z0-9_-]+")]
    private static partial Regex NotOfAName();
}
