using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Tests.Loading;

/// <summary>Compilers that know names and brackets only: enough to tell where a problem is reported, and what was compiled anew.</summary>
internal sealed partial class FakeCompilers
{
    private int _calls;

    public int Calls => _calls;

    public RuleCompilers Delegates => new(Formula, Condition, AlertCondition, Template);

    private CompileResult<CompiledFormula> Formula(string text, IReadOnlyList<string> inputs)
    {
        string[] known = [.. inputs, "if"];
        return Result(Problems(text, name => known.Contains(name)), () => new CompiledFormula(_ => 0, _ => [], []));
    }

    private CompileResult<CompiledCondition> Condition(ConditionSource source, IReadOnlyList<string> levels) => Result(
        Problems(source, [], name => (name.StartsWith("threshold.", StringComparison.Ordinal) && levels.Contains(name[10..])) || name.StartsWith("signal.", StringComparison.Ordinal)),
        () => new CompiledCondition(source.Expression ?? source.Operator!, _ => true, OperandSet.Value, [], _ => [], _ => true));

    private CompileResult<Func<AlertFacts, bool>> AlertCondition(ConditionSource source) =>
        Result<Func<AlertFacts, bool>>(Problems(source, [], name => name.StartsWith("alert.", StringComparison.Ordinal)), () => _ => true);

    private CompileResult<TemplateText> Template(string text, IReadOnlyList<string>? levels)
    {
        CompileProblem[] problems =
        [
            .. Places().Matches(text).Where(place => !IsKnownPath(place.Groups[1].Value, levels))
                .Select(place => new CompileProblem(place.Index, place.Length, $"the template has no '{place.Groups[1].Value}'")),
        ];
        return Result(problems, () => TemplateText.Plain(text));
    }

    private CompileResult<T> Result<T>(IReadOnlyList<CompileProblem> problems, Func<T> compile) where T : class
    {
        Interlocked.Increment(ref _calls);
        return problems.Count > 0 ? new CompileResult<T>(null, problems) : new CompileResult<T>(compile(), []);
    }

    private static List<CompileProblem> Problems(ConditionSource source, IReadOnlyList<string> scope, Func<string, bool> isKnown)
    {
        var names = new List<string>(scope);
        var problems = new List<CompileProblem>();
        for (int i = 0; i < source.Parameters.Count; i++)
        {
            problems.AddRange(Problems(source.Parameters[i].Expression, name => names.Contains(name) || isKnown(name)).Select(problem => problem with { Parameter = i }));
            names.Add(source.Parameters[i].Name);
        }
        problems.AddRange(source.Expression is null ? [] : Problems(source.Expression, name => names.Contains(name) || isKnown(name)));
        for (int i = 0; i < source.Nested.Count; i++)
        {
            problems.AddRange(Problems(source.Nested[i], names, isKnown).Select(problem => problem with { Nested = [i, .. problem.Nested] }));
        }
        return problems;
    }

    private static CompileProblem[] Problems(string text, Func<string, bool> isKnown)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth > 100)
            {
                return [new CompileProblem(i, 1, "parentheses are nested more than 100 deep", "name parts of the expression")];
            }
        }
        string bare = Texts().Replace(text, text => new string(' ', text.Length));
        return
        [
            .. Names().Matches(bare).Where(name => !isKnown(name.Value))
                .Select(name => new CompileProblem(name.Index, name.Length, $"'{name.Value}' is not known here", "use what is")),
        ];
    }

    private static bool IsKnownPath(string path, IReadOnlyList<string>? levels) =>
        path.StartsWith("alert.", StringComparison.Ordinal) || path.StartsWith("signal.", StringComparison.Ordinal)
        || (path.StartsWith("threshold.", StringComparison.Ordinal) && (levels is null || levels.Contains(path[10..])));

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")]
    private static partial Regex Names();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\{([^{}:]*)[^{}]*\}")]
    private static partial Regex Places();
}
