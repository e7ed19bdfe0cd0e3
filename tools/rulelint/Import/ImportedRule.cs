namespace RulesPlatform.RuleLint.Import;

/// <summary>What became of one rule.</summary>
/// <param name="Id">Of the rule or signal that it is here; null where it was left out.</param>
/// <param name="Reasons">Why it was left out, or what of it is not carried over or not quite the same; empty where it is the same.</param>
internal sealed record ImportedRule(string File, int Line, string Name, string? Id, IReadOnlyList<string> Reasons)
{
    public string Outcome => Id is null ? "left out" : Reasons.Count > 0 ? "in part" : "whole";
}
