using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Tests.Compile;

internal static class AlertSamples
{
    public static AlertFacts Facts(double value = 0.12345678, params (string Name, string Value)[] labels) => new()
    {
        Rule = "http/HighErrorRatio", Name = "HighErrorRatio", Severity = "critical", State = "firing", Reason = "Sustained", Owner = "web",
        Labels = LabelSet.Of(labels.Length > 0 ? labels : [("service", "checkout"), ("team", "web")]),
        Signal = new Signal("http_error_ratio", LabelSet.Empty, new Slot(0), value, 0.02, 10.5, 0.9999, Tier.Delayed, TimeSpan.FromSeconds(75), 1, UnknownReason.None),
        Unit = "ratio", Levels = new Dictionary<string, double> { ["critical"] = 0.1, ["warning"] = 0.02 }, ActiveSince = new Slot(0),
    };
}
