namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <param name="Interval">Null where the server's own holds.</param>
internal sealed record PrometheusGroup(string File, string Name, TimeSpan? Interval, IReadOnlyList<PrometheusRule> Rules);
