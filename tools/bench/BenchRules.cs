namespace RulesPlatform.Bench;

/// <summary>Rule folders of the shapes that are measured.</summary>
internal static class BenchRules
{
    /// <summary>One group with one signal and one rule that never fires.</summary>
    /// <param name="input">The input's members beyond metric, e.g. <c>"over": "1h", "fold": "avg"</c>.</param>
    /// <param name="rules">Where in the folder, e.g. <c>rules/</c>.</param>
    public static void Write(TemporaryFolder folder, string intervalText, string inputs, string formula, string expression, string levels, string baseline = "", string rules = "")
    {
        folder.Write($"{rules}ruleset.json", Header("ruleset", "bench") + """ "defaultReceiver": "log" }""");
        folder.Write($"{rules}collection/bench.json", Header("collection", "bench")
            + $$""" "jobs": [ { "name": "bench", "source": "push", "interval": "{{intervalText}}" } ] }""");
        folder.Write($"{rules}analysis/bench.json", Header("analysis", "bench")
            + $$""" "interval": "{{intervalText}}", "signals": [ { "name": "value", "unit": "count", "keep": false, "inputs": { {{inputs}} }, "formula": "{{formula}}"{{baseline}} } ] }""");
        folder.Write($"{rules}thresholds/bench.json", Header("thresholds", "bench")
            + $$""" "levels": { "value": { {{levels}} } }, "WorkflowName": "bench", "Rules": [ { "RuleName": "High", "RuleExpressionType": "LambdaExpression", "Expression": "{{expression}}", "Properties": { "signal": "value", "severity": "warning" } } ] }""");
        folder.Write($"{rules}responses/bench.json", Header("responses", "bench")
            + """ "receivers": { "log": { "type": "log" } }, "WorkflowName": "bench", "Rules": [ { "RuleName": "All", "RuleExpressionType": "LambdaExpression", "Expression": "true", "Actions": { "OnSuccess": { "Name": "notify", "Context": { "receiver": "log" } } } } ] }""");
    }

    /// <summary>What a folder of many rules has besides them: the rule set, a job that gives their metric, one route.</summary>
    public static void WriteFrame(TemporaryFolder folder)
    {
        folder.Write("rules/ruleset.json", Header("ruleset", "bench") + """ "defaultReceiver": "log" }""");
        folder.Write("rules/collection/bench.json", Header("collection", "bench") + """ "jobs": [ { "name": "bench", "source": "push", "interval": "15s" } ] }""");
        folder.Write("rules/responses/bench.json", Header("responses", "bench")
            + """ "receivers": { "log": { "type": "log" } }, "WorkflowName": "bench", "Rules": [ { "RuleName": "All", "RuleExpressionType": "LambdaExpression", "Expression": "true", "Actions": { "OnSuccess": { "Name": "notify", "Context": { "receiver": "log" } } } } ] }""");
    }

    public static string Header(string kind, string name) =>
        $$"""{ "$schema": "{{(kind == "ruleset" ? "schema" : "../schema")}}/{{kind}}.json", "kind": "{{kind}}", "name": "{{name}}", "version": "1.0.0", "owner": "bench", """;
}
