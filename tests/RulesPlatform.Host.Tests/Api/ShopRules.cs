using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Host.Tests.Api;

/// <summary>A small rule set, compiled by the real loader.</summary>
internal static class ShopRules
{
    public const string Thresholds = """
        { "$schema": "../schema/thresholds.json", "kind": "thresholds", "name": "http", "version": "1.2.0", "owner": "web",
          "levels": { "http_error_ratio": { "warning": 0.02, "critical": 0.10,
            "overrides": [ { "where": { "service": "checkout" }, "warning": 0.005 } ] } },
          "WorkflowName": "http",
          "Rules": [
            {
              "RuleName": "HighErrorRatio", "RuleExpressionType": "LambdaExpression",
              "Expression": "signal.Value > threshold.critical",
              "Properties": { "signal": "http_error_ratio", "severity": "critical", "for": "30s", "labels": { "team": "web" },
                "summary": "Too many requests fail",
                "annotations": { "summary": "{alert.Label(service)} answers {signal.Value:percent} of requests with 5xx (limit {threshold.critical:percent})" },
                "runbook": "https://runbooks.example/errors" } },
            {
              "RuleName": "UnusualErrorRatio", "RuleExpressionType": "LambdaExpression",
              "Expression": "signal.Score > 0.99 && signal.Value > threshold.warning",
              "Properties": { "signal": "http_error_ratio", "severity": "warning", "for": "5m", "mode": "shadow", "summary": "More requests fail than usual" } } ] }
        """;

    private static readonly Lazy<RuleSet> _set = new(Load);

    public static RuleSet Set => _set.Value;

    private static RuleSet Load()
    {
        (string Path, string Text)[] files =
        [
            ("ruleset.json", """
                { "$schema": "schema/ruleset.json", "kind": "ruleset", "name": "shop", "version": "1.4.0", "owner": "platform", "defaultReceiver": "log" }
                """),
            ("analysis/http.json", """
                { "$schema": "../schema/analysis.json", "kind": "analysis", "name": "http", "version": "1.0.0", "owner": "web", "interval": "15s",
                  "signals": [
                    { "name": "http_error_ratio", "unit": "ratio", "summary": "Share of requests answered 5xx",
                      "inputs": {
                        "errors": { "metric": "http_requests_total", "where": { "code": "~5.." }, "by": ["service"], "over": "5m", "fold": "rate", "combine": "sum" },
                        "requests": { "metric": "http_requests_total", "by": ["service"], "over": "5m", "fold": "rate", "combine": "sum" } },
                      "formula": "if(requests > 0, errors / requests, 0)",
                      "baseline": { "model": "ewma", "history": "1h" } } ] }
                """),
            ("collection/web.json", """
                { "$schema": "../schema/collection.json", "kind": "collection", "name": "web", "version": "1.0.0", "owner": "web",
                  "jobs": [ { "name": "web", "source": "prometheus", "interval": "15s", "timeout": "10s",
                    "targets": [ "http://127.0.0.1:9100/metrics", "http://127.0.0.1:9101/metrics" ] } ] }
                """),
            ("thresholds/http.json", Thresholds),
            ("responses/default.json", """
                { "$schema": "../schema/responses.json", "kind": "responses", "name": "default", "version": "1.0.0", "owner": "platform", "WorkflowName": "default",
                  "receivers": { "log": { "type": "log" } },
                  "Rules": [ { "RuleName": "PageCritical", "RuleExpressionType": "LambdaExpression", "Expression": "alert.Severity == \"critical\"",
                    "Actions": { "OnSuccess": { "Name": "notify", "Context": { "receiver": "log" } } } } ] }
                """),
        ];
        LoadResult loaded = new RuleSetLoader().Load([.. files.Select(file => new RuleText(file.Path, Encoding.UTF8.GetBytes(file.Text)))]);
        return loaded.RuleSet ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }
}
