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

    /// <summary>The compiled condition, or null once its problems have been reported where they are.</summary>
    /// <param name="compile">Compiles a source by itself: called again to find which of several texts is at fault.</param>
    public static T? Take<T>(
        CompileResult<T> result, IConditionDraft draft, IReadOnlyList<ParameterDraft> globals, DiagnosticKind kind, Reading reading,
        Func<ConditionSource, CompileResult<T>> compile) where T : class
    {
        if (result.IsCompiled)
        {
            return result.Compiled;
        }
        if (draft.Expression is { } expression && globals.Count + draft.LocalParams.Count == 0)
        {
            return Binding.Take(result, kind, expression, reading);
        }
        if (!TryReportPart(draft, [.. globals, .. draft.LocalParams], kind, reading, compile))
        {
            // Only the whole is at fault: its problems are placed in a text that nobody wrote, so that the rule's name must do.
            CompileProblem problem = result.Problems[0];
            reading.Report(kind, draft.Name.Node, problem.Message, problem.Help);
        }
        return null;
    }

    private static bool TryReportPart<T>(
        IConditionDraft draft, IReadOnlyList<ParameterDraft> scope, DiagnosticKind kind, Reading reading, Func<ConditionSource, CompileResult<T>> compile) where T : class
    {
        var sound = new List<ScopedParameter>();
        foreach (ParameterDraft parameter in scope)
        {
            // A parameter may be of any type: comparing it with itself makes it a condition.
            var compared = new ScopedParameter(parameter.Name.Value, parameter.Expression.Value);
            string name = parameter.Name.Value;
            CompileResult<T> result = compile(new ConditionSource(name, $"{name} == {name}", [.. sound, compared], null, []));
            if (!result.IsCompiled)
            {
                Binding.Take(result, kind, parameter.Expression, reading);
                return true;
            }
            sound.Add(compared);
        }
        if (draft.Expression is { } expression)
        {
            CompileResult<T> result = compile(new ConditionSource(draft.Name.Value, expression.Value, sound, null, []));
            Binding.Take(result, kind, expression, reading);
            return !result.IsCompiled;
        }
        bool isReported = false;
        foreach (NestedRuleDraft nested in draft.Nested)
        {
            isReported |= TryReportPart(nested, [.. scope, .. nested.LocalParams], kind, reading, compile);
        }
        return isReported;
    }
}
