using System.Text;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>Whether the server would load a thresholds file, held against a rule set that has nothing else but its signals.</summary>
internal static class TrialLoad
{
    private const string Header = "\"version\": \"1.0.0\", \"owner\": \"trial\"";

    /// <summary>The first error and what to do about it; null where it loads.</summary>
    public static string? Refusal(string thresholds, IEnumerable<string> signals)
    {
        string analysis = string.Join(", ", signals.Select(signal => $"{{ \"name\": \"{signal}\", \"unit\": \"value\", \"inputs\": {{ \"x\": {{ \"metric\": \"x\" }} }}, \"formula\": \"x\", \"baseline\": {{ \"model\": \"rolling\" }} }}"));
        LoadResult loaded = new RuleSetLoader().Load(
        [
            Text("ruleset.json", $"{{ \"$schema\": \"schema/ruleset.json\", \"kind\": \"ruleset\", \"name\": \"trial\", {Header}, \"defaultReceiver\": \"log\" }}"),
            Text("responses/trial.json", $"{{ \"$schema\": \"../schema/responses.json\", \"kind\": \"responses\", \"name\": \"trial\", {Header}, \"receivers\": {{ \"log\": {{ \"type\": \"log\" }} }}, \"WorkflowName\": \"trial\", \"Rules\": [] }}"),
            Text("analysis/trial.json", $"{{ \"$schema\": \"../schema/analysis.json\", \"kind\": \"analysis\", \"name\": \"trial\", {Header}, \"signals\": [{analysis}] }}"),
            Text("thresholds/trial.json", thresholds),
        ]);
        return loaded.Diagnostics.FirstOrDefault(one => one.IsError) is { } error ? error.Message + (error.Help is null ? "" : $" ({error.Help})") : null;
    }

    private static RuleText Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
