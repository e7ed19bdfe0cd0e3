using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A group's signals and rules → the text of an analysis and a thresholds file.</summary>
/// <param name="name">Of both.</param>
internal sealed class GroupFiles(string name, string owner)
{
    public (string Path, string Text) Analysis(IReadOnlyList<SignalSketch> signals, TimeSpan? interval) => Written("analysis",
    [
        .. RuleFileText.Header("analysis", name, owner),
        .. interval is { } given ? [$"\"interval\": {JsonLine.Text(DurationText.Write(given))}"] : Array.Empty<string>(),
        $"\"signals\": [\n{string.Join(",\n", signals.Select(Signal))}\n]",
    ]);

    public (string Path, string Text) Thresholds(IReadOnlyList<RuleSketch> rules, IReadOnlyDictionary<string, List<KeyValuePair<string, double>>> levels) => Written("thresholds",
    [
        .. RuleFileText.Header("thresholds", name, owner),
        .. levels.Count > 0 ? [$"\"levels\": {RuleFileText.Broken(levels.Select(Levels))}"] : Array.Empty<string>(),
        $"\"WorkflowName\": {JsonLine.Text(name)}",
        $"\"Rules\": [\n{string.Join(",\n", rules.Select(Rule))}\n]",
    ]);

    private (string Path, string Text) Written(string folder, IEnumerable<string> members)
    {
        string path = $"{folder}/{name}.json";
        return (path, RuleFileText.InForm(path, RuleFileText.Broken(members)));
    }

    private static string Signal(SignalSketch signal) => RuleFileText.Broken(
    [
        $"\"name\": {JsonLine.Text(signal.Name)}",
        $"\"unit\": {JsonLine.Text(signal.Unit)}",
        .. signal.Summary is { } summary ? [$"\"summary\": {JsonLine.Text(summary)}"] : Array.Empty<string>(),
        $"\"inputs\": {JsonLine.Object(signal.Inputs.Select(input => (input.Name, input.Input.Written())))}",
        $"\"formula\": {JsonLine.Text(signal.Formula)}",
    ]);

    private static string Levels(KeyValuePair<string, List<KeyValuePair<string, double>>> signal) =>
        $"{JsonLine.Text(signal.Key)}: {JsonLine.Object(signal.Value.Select(level => (level.Key, JsonLine.Number(level.Value))))}";

    private static string Rule(RuleSketch rule) => RuleFileText.Broken(
    [
        $"\"RuleName\": {JsonLine.Text(rule.Name)}",
        $"\"Expression\": {JsonLine.Text(rule.Expression)}",
        $"\"Properties\": {RuleFileText.Broken(rule.Properties.Select(property => $"{JsonLine.Text(property.Name)}: {property.Value}"))}",
    ]);
}
