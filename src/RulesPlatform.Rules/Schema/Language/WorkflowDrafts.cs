using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>A rule in RulesEngine's own form: an expression, or an operator over nested rules.</summary>
/// <typeparam name="TProperties">What <c>Properties</c> holds; nested rules have none.</typeparam>
internal sealed class RuleDraft<TProperties> : Draft, IConditionDraft where TProperties : Draft
{
    public Located<string> Name { get; set; } = null!;

    public Located<string>? Expression { get; set; }

    public Located<string>? Operator { get; set; }

    public IReadOnlyList<NestedRuleDraft> Nested { get; set; } = [];

    public IReadOnlyList<ParameterDraft> LocalParams { get; set; } = [];

    /// <summary>Null where the rule gives none, which only response rules may.</summary>
    public TProperties? Properties { get; set; }

    /// <summary>Response rules only.</summary>
    public ActionDraft? OnSuccess { get; set; }
}

internal sealed class NestedRuleDraft : Draft, IConditionDraft
{
    public Located<string> Name { get; set; } = null!;

    public Located<string>? Expression { get; set; }

    public Located<string>? Operator { get; set; }

    public IReadOnlyList<NestedRuleDraft> Nested { get; set; } = [];

    public IReadOnlyList<ParameterDraft> LocalParams { get; set; } = [];
}

internal sealed class ParameterDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    public Located<string> Expression { get; set; } = null!;
}

internal sealed class ActionDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    /// <summary>What the action's name asks for: one of the <c>…ContextDraft</c> types.</summary>
    public Draft Context { get; set; } = null!;
}
