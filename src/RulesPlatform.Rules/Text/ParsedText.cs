namespace RulesPlatform.Rules.Text;

/// <param name="Root">Null where there is no value to speak of.</param>
/// <param name="IsWhole">Whether brackets and members are where their author meant them: if not, what the tree says beyond the diagnostics would mislead.</param>
internal sealed record ParsedText(SourceText Source, TextNode? Root, bool IsWhole);
