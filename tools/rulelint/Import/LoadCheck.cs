using System.Text;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Import;

/// <summary>Whether the server would load what an import wrote, held against a rule set that has nothing else.</summary>
internal static class LoadCheck
{
    private const string Header = "\"version\": \"1.0.0\", \"owner\": \"trial\"";

    /// <summary>What keeps the files from loading.</summary>
    /// <param name="signals">Names of signals that the files judge but do not define.</param>
    public static IReadOnlyList<Diagnostic> Errors(IEnumerable<(string Path, string Text)> files, IEnumerable<string> signals)
    {
        string[] stand = [.. signals.Select(signal => $"{{ \"name\": \"{signal}\", \"unit\": \"value\", \"inputs\": {{ \"x\": {{ \"metric\": \"x\" }} }}, \"formula\": \"x\", \"baseline\": {{ \"model\": \"rolling\" }} }}")];
        LoadResult loaded = new RuleSetLoader().Load(
        [
            Text("ruleset.json", $"{{ \"$schema\": \"schema/ruleset.json\", \"kind\": \"ruleset\", \"name\": \"trial\", {Header}, \"defaultReceiver\": \"log\" }}"),
            Text("responses/trial.json", $"{{ \"$schema\": \"../schema/responses.json\", \"kind\": \"responses\", \"name\": \"trial\", {Header}, \"receivers\": {{ \"log\": {{ \"type\": \"log\" }} }}, \"WorkflowName\": \"trial\", \"Rules\": [] }}"),
            Text("analysis/-trial.json", $"{{ \"$schema\": \"../schema/analysis.json\", \"kind\": \"analysis\", \"name\": \"-trial\", {Header}, \"signals\": [{string.Join(", ", stand)}] }}"),
            .. files.Select(file => Text(file.Path, file.Text)),
        ]);
        return [.. loaded.Diagnostics.Where(one => one.IsError)];
    }

    private static RuleText Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
