namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>What Prometheus and this platform do not do alike, whatever the rule. Told once, where a rule that was carried over is touched by it.</summary>
[Flags]
internal enum Meaning
{
    None = 0,
    Freshness = 1,
    WindowEdge = 2,
    Extrapolation = 4,
    Delta = 8,
    Buckets = 16,
    Absence = 32,
    ZeroDivision = 64,
    Prediction = 128,
}
