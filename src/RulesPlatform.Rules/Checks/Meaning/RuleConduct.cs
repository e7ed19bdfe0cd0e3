using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>What of a rule, beside its condition and its times, decides when its alerts come and who gets them.</summary>
internal static class RuleConduct
{
    public static string Of(WrittenRule rule) => $"{rule.Properties.Severity} {WithoutSeverity(rule)}";

    /// <summary>The same, for rules that differ in severity.</summary>
    public static string WithoutSeverity(WrittenRule rule)
    {
        ThresholdProperties all = rule.Properties;
        string needs = string.Join(',', all.DependsOn.Select(id => id.Value).Order(StringComparer.Ordinal));
        return $"{rule.Signal.Name} {rule.File.Draft!.Owner} {all.Mode} {all.NoData} {all.Error} {all.MinTier} {all.ActiveWhen?.Value} {all.Flapping} {needs} {all.ForgetAfter} {all.Labels} {(all.Mode == RuleMode.Shadow ? rule.Id : "")}";
    }
}
