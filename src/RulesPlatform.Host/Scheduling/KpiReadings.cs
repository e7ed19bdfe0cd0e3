using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Cycle.Kpis;

namespace RulesPlatform.Host.Scheduling;

/// <summary>The KPIs as the API shows them.</summary>
internal static class KpiReadings
{
    public static IReadOnlyList<KpiReading> Of(PlatformKpis kpis) =>
    [
        new KpiReading("collection_rate", kpis.CollectionRate, "ratio", "stored ÷ scheduled samples, last hour"),
        new KpiReading("analysis_accuracy", kpis.AnalysisAccuracy, "ratio", "confirmed ÷ (confirmed + retracted + acknowledged as noise) alerts, last hour"),
        new KpiReading("response_time", kpis.ResponseSeconds, "seconds", "from the last answer of a slot to the receipt, mean of the last hour"),
        new KpiReading("recovery_effectiveness", kpis.RecoveryEffectiveness, "ratio", "repaired ÷ attempted repairs, last hour"),
    ];
}
