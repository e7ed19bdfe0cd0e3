using System.Globalization;
using RulesPlatform.Host.Settings;
using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>A baseline in words.</summary>
internal static class BaselineText
{
    /// <summary><c>none</c>, <c>forming 34 %</c> (of what it needs before it answers), <c>ready</c>, <c>pinned</c>.</summary>
    public static string State(BaselineDefinition? baseline, double readiness, double expected)
    {
        if (baseline is null)
        {
            return "none";
        }
        if (double.IsFinite(expected))
        {
            return baseline.Pinned ? "pinned" : "ready";
        }
        double needed = baseline.Ready > 0 ? baseline.Ready : 1;
        double share = double.IsNaN(readiness) ? 0 : Math.Clamp(readiness / needed, 0, 0.99);
        return $"forming {Math.Floor(share * 100).ToString("0", CultureInfo.InvariantCulture)} %";
    }

    public static string Model(BaselineDefinition baseline) => baseline.Model == "seasonal"
        ? $"seasonal, season {SettingText.Of(baseline.Season)}, history {SettingText.Of(baseline.History)}"
        : $"{baseline.Model}, history {SettingText.Of(baseline.History)}";
}
