using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>RulesEngine's form of a condition → what the compilers take; and their problems back to the text that has them.</summary>
internal static class ConditionBinder
{
    public static ConditionSource Source(IConditionDraft draft, IReadOnlyList<ParameterDraft> globals) => new(
        draft.Name.Value,
        draft.Expression?.Value,
        [.. globals.Concat(draft.LocalParams).Select(parameter => new ScopedParameter(parameter.Name.Value, parameter.Expression.Value))],
        draft.Operator?.Value,
        [.. draft.Nested.Select(nested => Source(nested, []))]);

    /// <summary>The compiled condition, or null once its problems have been reported in the texts that have them.</summary>
    public static T? Take<T>(
        CompileResult<T> result, IConditionDraft draft, IReadOnlyList<ParameterDraft> globals, Reading reading) where T : class
    {
        foreach (CompileProblem problem in result.Problems)
        {
            if (TextOf(problem, draft, globals) is { } text)
            {
                reading.Report(text.Node, new Flaw(problem.Kind, problem.Message, problem.Help, problem.Offset, Math.Max(1, problem.Length)) { Instead = problem.Instead });
            }
            else
            {
                // About the rule as a whole: how its nested rules are joined, how deep they go.
                reading.Report(problem.Kind, RuleOf(problem, draft).Name.Node, problem.Message, problem.Help);
            }
        }
        return result.IsCompiled ? result.Compiled : null;
    }

    private static Located<string>? TextOf(CompileProblem problem, IConditionDraft draft, IReadOnlyList<ParameterDraft> globals)
    {
        IConditionDraft rule = RuleOf(problem, draft);
        if (problem.Parameter is not { } index)
        {
            return rule.Expression;
        }
        return index < GlobalsOf(rule).Count ? GlobalsOf(rule)[index].Expression : rule.LocalParams[index - GlobalsOf(rule).Count].Expression;

        // Only the outermost rule was given the globals.
        IReadOnlyList<ParameterDraft> GlobalsOf(IConditionDraft one) => ReferenceEquals(one, draft) ? globals : [];
    }

    private static IConditionDraft RuleOf(CompileProblem problem, IConditionDraft draft) =>
        problem.Nested.Aggregate(draft, (rule, index) => rule.Nested[index]);
}
