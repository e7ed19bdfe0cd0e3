using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Rule sets as the API shows them.</summary>
internal static class RuleReport
{
    /// <summary>Null where no rule set is known.</summary>
    public static RulesAnswer? Of(PlatformReading reading, RuleProblemAnswer? problem)
    {
        if (StatusReport.RuleSetOf(reading, problem) is not { } status)
        {
            return null;
        }
        var text = new RuleText(reading.Archive);
        IReadOnlyList<RuleFile> files = reading.Rules?.Files ?? reading.Archive.Files(status.Revision) ?? [];
        return new RulesAnswer(
            status,
            [.. files.Select(file => new RuleFileAnswer(file.Path, file.Kind, file.Name, file.Version, file.Sha256))],
            [.. (reading.Rules is { } rules ? rules.Rules.Concat(rules.DefaultRules) : []).Select(rule => new RuleAnswer(
                rule.Id, rule.Signal, rule.Severity, rule.Mode.ToString(), rule.Condition.Text, rule.For.TotalSeconds, rule.Owner,
                status.Quarantined.Contains(rule.Id), text.PlaceOf(status.Revision, rule.Origin)))]);
    }

    public static GenerationsAnswer Generations(PlatformReading reading, int limit)
    {
        string? inForce = reading.Rules?.Revision ?? (reading.Archive.RuleSets() is [{ } newest, ..] ? newest.Revision : null);
        return new GenerationsAnswer([.. reading.Archive.RuleSets().Take(limit).Select(set =>
            new GenerationAnswer(set.Revision, set.Name, set.Version, set.SavedAt, set.Revision == inForce))]);
    }
}
