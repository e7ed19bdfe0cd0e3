using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>What top-level and nested rules have in common: a condition.</summary>
internal interface IConditionDraft
{
    TextNode Node { get; }

    Located<string> Name { get; set; }

    Located<string>? Expression { get; set; }

    Located<string>? Operator { get; set; }

    IReadOnlyList<NestedRuleDraft> Nested { get; set; }

    IReadOnlyList<ParameterDraft> LocalParams { get; set; }
}
