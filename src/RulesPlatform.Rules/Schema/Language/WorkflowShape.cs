using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>What threshold and response files share: RulesEngine's own members, in its own casing.</summary>
internal static class WorkflowShape
{
    private const string NoInjection = "write the rules in this file; rules of several files cannot be mixed";

    private static readonly Shape<string> ExpressionType = new WordShape<string>("expression type", ("LambdaExpression", "LambdaExpression"));

    private static readonly Shape<Located<string>> Operator = new WordShape<string>(
        "operator", ("And", "And"), ("AndAlso", "AndAlso"), ("Or", "Or"), ("OrElse", "OrElse")).Located();

    private static readonly ObjectShape<ParameterDraft> Parameter = new ObjectShape<ParameterDraft>("parameter", () => new())
        .Required("Name", Words.ParameterName.Shape.Located(), (draft, value) => draft.Name = value, "What expressions call it.")
        .Required("Expression", Words.Expression, (draft, value) => draft.Expression = value, "Its value; may read the parameters before it.")
        .Define("parameter");

    private static readonly Shape<IReadOnlyList<ParameterDraft>> Parameters = new ListShape<ParameterDraft>("parameters", Parameter);

    private static readonly ObjectShape<NestedRuleDraft> Nested =
        WithCondition(new ObjectShape<NestedRuleDraft>("nested rule", () => new()))
            .Refused("Properties", "only the rule around it has properties")
            .Refused("Actions", "only the rule around it has actions")
            .Define("nestedRule");

    public static ObjectShape<RuleDraft<TProperties>> Rule<TProperties>(string noun) where TProperties : Draft =>
        WithCondition(new ObjectShape<RuleDraft<TProperties>>(noun, () => new()));

    /// <summary>RulesEngine's members of the file itself, but for its rules.</summary>
    public static ObjectShape<T> WithWorkflow<T>(ObjectShape<T> file, Action<T, Located<string>> setName, Action<T, Located<IReadOnlyList<ParameterDraft>>> setGlobals)
        where T : FileDraft => file
        .Required("WorkflowName", Words.FileName.Shape.Located(), setName, "The same as 'name'.")
        .Optional("RuleExpressionType", ExpressionType, (_, _) => { }, "LambdaExpression, the only one there is.")
        .Optional("GlobalParams", Parameters.Located(), setGlobals, "Named values that every rule of the file can read.")
        .Refused("WorkflowsToInject", NoInjection)
        .Refused("WorkflowRulesToInject", NoInjection);

    private static ObjectShape<T> WithCondition<T>(ObjectShape<T> rule) where T : Draft, IConditionDraft => rule
        .Required("RuleName", Words.RuleName.Shape.Located(), (draft, value) => draft.Name = value, "Unique in the file; with the file's name it makes the rule's id.")
        .Optional("RuleExpressionType", ExpressionType, (_, _) => { }, "LambdaExpression, the only one there is.")
        .Optional("Expression", Words.Expression, (draft, value) => draft.Expression = value, "When it holds.")
        .Optional("Operator", Operator, (draft, value) => draft.Operator = value, "How nested rules are joined, instead of 'Expression'.")
        .Optional("Rules", new ListShape<NestedRuleDraft>("nested rules", new LazyShape<NestedRuleDraft>(() => Nested!), atLeast: 1), (draft, value) => draft.Nested = value, "What 'Operator' joins.")
        .Optional("LocalParams", Parameters, (draft, value) => draft.LocalParams = value, "Named values that this rule can read.")
        .Refused("WorkflowsToInject", NoInjection)
        .Refused("WorkflowRulesToInject", NoInjection)
        .Refused("Enabled", "write \"mode\": \"shadow\" in the Properties of a threshold rule, or remove the rule")
        .Refused("ErrorMessage", "write \"annotations\" in Properties")
        .Refused("ErrorType", "faults are handled by \"error\" in Properties")
        .Refused("SuccessEvent", "write \"labels\" or \"annotations\" in Properties")
        .Check(HasOneCondition)
        .Check(HasDistinctNames);

    private static void HasOneCondition<T>(T draft, Reading reading) where T : Draft, IConditionDraft
    {
        bool hasNested = draft.Operator is not null || draft.Nested.Count > 0;
        if (draft.Expression is null && !hasNested)
        {
            reading.ReportOpening(ReadingProblems.MissingMember, draft.Node, "a rule lacks 'Expression'", "add \"Expression\": \"…\", or 'Operator' and 'Rules'");
        }
        else if (draft.Expression is { } expression && hasNested)
        {
            reading.Report(ReadingProblems.Conflict, expression.Node, "a rule has an 'Expression' or an 'Operator' over 'Rules', not both: the engine would pass over the expression", "remove one of the two");
        }
        else if (hasNested && (draft.Operator is null || draft.Nested.Count == 0))
        {
            reading.ReportOpening(ReadingProblems.MissingMember, draft.Node, $"a rule with '{(draft.Operator is null ? "Rules" : "Operator")}' lacks '{(draft.Operator is null ? "Operator" : "Rules")}'", "write \"Operator\": \"And\" and \"Rules\": [ … ]");
        }
    }

    private static void HasDistinctNames<T>(T draft, Reading reading) where T : Draft, IConditionDraft
    {
        ReportTwins(draft.Nested.Select(rule => rule.Name), "rule", reading);
        ReportTwins(draft.LocalParams.Select(parameter => parameter.Name), "parameter", reading);
    }

    private static void ReportTwins(IEnumerable<Located<string>> names, string noun, Reading reading)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Located<string> name in names.Where(name => !seen.Add(name.Value)))
        {
            reading.Report(ReadingProblems.Conflict, name.Node, $"a {noun} {Printable.Quote(name.Value)} is there already", "rename one of the two");
        }
    }
}
