namespace RulesPlatform.RuleLint.Import;

/// <summary>What an import came to.</summary>
/// <param name="Files">Path below the rules folder to text in form.</param>
/// <param name="Rules">In the order of the sources.</param>
/// <param name="Meanings">What the two do not do alike, whatever the rule.</param>
/// <param name="Problems">What kept a source from being read whole, or a file from being written.</param>
internal sealed record ImportResult(
    IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<ImportedRule> Rules, IReadOnlyList<string> Meanings, IReadOnlyList<string> Problems)
{
    public bool IsWhole => Problems.Count == 0 && Rules.All(rule => rule.Outcome == "whole");
}
