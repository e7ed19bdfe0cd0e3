using System.CommandLine;
using RulesPlatform.RuleLint.Import.Prometheus;
using RulesPlatform.RuleLint.Import.Workflows;

namespace RulesPlatform.RuleLint.Import;

/// <summary><c>rulelint import</c>: rules that others wrote for other programs.</summary>
internal static class ImportCommand
{
    private const string Codes = "Exit codes: 0 all of it was carried over, 1 some was not, or not quite, 2 could not run.";

    public static Command Create() => new("import", $"Turns rules of other programs into rule files, and lists what could not be carried over. {Codes}\n\nExamples:\n  rulelint import prometheus alerts.yml --owner platform\n  rulelint import prometheus /etc/prometheus/rules/*.yml --owner platform --out rules\n  rulelint import workflow latency.json --owner web --map input1.latency=signal:http_p99_seconds --out rules")
    {
        PrometheusCommand.Create(),
        WorkflowCommand.Create(),
    };
}
