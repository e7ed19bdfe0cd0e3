using System.Globalization;
using System.Text;

namespace RulesPlatform.Bench;

/// <summary>
/// The same alerts twice: as a rules folder, and as rule files of Prometheus. A hundred rules a file, each on a signal of its own, with
/// texts that differ, so that nothing is read once for many.
/// </summary>
internal static class LintFolder
{
    private const int RulesOfAFile = 100;

    private static readonly string[] Services = ["billing", "checkout", "search", "mail", "stock", "ledger", "media"];

    /// <returns>How many rules were written: <paramref name="rules"/>, rounded up to whole files.</returns>
    public static int Write(TemporaryFolder folder, int rules)
    {
        int files = (rules + RulesOfAFile - 1) / RulesOfAFile;
        BenchRules.WriteFrame(folder);
        for (int file = 0; file < files; file++)
        {
            folder.Write($"rules/analysis/part{file}.json", Analysis(file));
            folder.Write($"rules/thresholds/part{file}.json", Thresholds(file));
            folder.Write($"prometheus/part{file}.yml", Prometheus(file));
        }
        return files * RulesOfAFile;
    }

    /// <summary>A file's text after an edit that a reviewer would see: one level more.</summary>
    public static string Edited(string thresholds) => thresholds.Replace("\"warning\": 0.05", "\"warning\": 0.06", StringComparison.Ordinal);

    private static string Analysis(int file)
    {
        var text = new StringBuilder(BenchRules.Header("analysis", $"part{file}") + " \"interval\": \"15s\", \"signals\": [\n");
        foreach (int rule in RulesOf(file))
        {
            string service = Service(rule);
            text.Append(CultureInfo.InvariantCulture, $$"""
                  { "name": "error_ratio_{{rule}}", "unit": "ratio", "summary": "Share of requests to endpoint {{rule}} of {{service}} that failed",
                    "inputs": {
                      "errors": { "metric": "http_requests_total", "where": { "service": "{{service}}", "endpoint": "{{rule}}", "code": "~5.." }, "by": ["instance"], "over": "5m", "fold": "rate", "absent": 0 },
                      "all": { "metric": "http_requests_total", "where": { "service": "{{service}}", "endpoint": "{{rule}}" }, "by": ["instance"], "over": "5m", "fold": "rate" } },
                    "formula": "if(all > 0, errors / all, 0)" },

                """);
        }
        return text.Append("] }\n").ToString();
    }

    private static string Thresholds(int file)
    {
        var text = new StringBuilder(BenchRules.Header("thresholds", $"part{file}") + " \"levels\": {\n");
        foreach (int rule in RulesOf(file))
        {
            text.Append(CultureInfo.InvariantCulture, $$"""  "error_ratio_{{rule}}": { "warning": {{Level(rule)}} },""").Append('\n');
        }
        text.Append(CultureInfo.InvariantCulture, $$"""}, "WorkflowName": "part{{file}}", "Rules": [""").Append('\n');
        foreach (int rule in RulesOf(file))
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  { "RuleName": "Errors{{rule}}", "RuleExpressionType": "LambdaExpression", "Expression": "signal.Value > threshold.warning && signal.Coverage >= 0.{{50 + (rule % 50)}}",
                    "Properties": { "signal": "error_ratio_{{rule}}", "severity": "warning", "for": "5m", "labels": { "service": "{{Service(rule)}}" },
                      "summary": "Endpoint {{rule}} fails", "runbook": "https://runbooks.example/endpoint-{{rule}}",
                      "annotations": { "summary": "{alert.Label(instance)}: {signal.Value:percent} of the requests to endpoint {{rule}} fail" } } },

                """);
        }
        return text.Append("] }\n").ToString();
    }

    private static string Prometheus(int file)
    {
        var text = new StringBuilder($"groups:\n- name: part{file}\n  rules:\n");
        foreach (int rule in RulesOf(file))
        {
            string service = Service(rule);
            text.Append(CultureInfo.InvariantCulture, $$"""
                  - alert: Errors{{rule}}
                    expr: sum by (instance) (rate(http_requests_total{service="{{service}}",endpoint="{{rule}}",code=~"5.."}[5m])) / sum by (instance) (rate(http_requests_total{service="{{service}}",endpoint="{{rule}}"}[5m])) > {{Level(rule)}}
                    for: 5m
                    labels:
                      severity: warning
                      service: {{service}}
                    annotations:
                      summary: "{{ "{{" }} $labels.instance {{ "}}" }}: {{ "{{" }} $value | humanizePercentage {{ "}}" }} of the requests to endpoint {{rule}} fail"
                      runbook: https://runbooks.example/endpoint-{{rule}}

                """);
        }
        return text.ToString();
    }

    private static IEnumerable<int> RulesOf(int file) => Enumerable.Range(file * RulesOfAFile, RulesOfAFile);

    private static string Service(int rule) => Services[rule % Services.Length];

    private static string Level(int rule) => string.Create(CultureInfo.InvariantCulture, $"0.{5 + (rule % 40):00}");
}
