using System.Reflection;
using RulesEngine.Models;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// One shape of rule in a stock engine with its default settings. The engine is never changed; its first answer costs a compilation
/// (milliseconds). Answers one question at a time.
/// </summary>
internal sealed class StockEngine
{
    private const string Workflow = "rule";
    private static readonly RecentCache<string, StockEngine> s_engines = new(capacity: 1024);

    private readonly Lock _asking = new();
    private readonly RulesEngine.RulesEngine _engine;
    private readonly Type _levels;
    private readonly PropertyInfo[] _levelProperties;

    private StockEngine(StockShape shape, IReadOnlyList<string> levels)
    {
        _levels = ConditionVocabulary.LevelsType(levels);
        _levelProperties = [.. levels.Select(level => _levels.GetProperty(level)!)];
        _engine = new RulesEngine.RulesEngine([new Workflow { WorkflowName = Workflow, Rules = [Rule(shape.Source)] }], EngineParser.Settings([]));
    }

    internal static int Engines => s_engines.Count;

    /// <summary>The engine that every rule of this shape shares.</summary>
    public static StockEngine For(StockShape shape, IReadOnlyList<string> levels) =>
        SourceKey.Of(shape.Source, levels) is { } source
            ? s_engines.GetOrAdd($"{string.Join(',', shape.Numbers.Select(number => number.GetType().Name))}|{source}", _ => new StockEngine(shape, levels))
            : new StockEngine(shape, levels);

    /// <summary>True or false; null where the engine reports an exception of the rule or of one nested in it.</summary>
    public bool? Holds(RuleOperands operands, IReadOnlyList<object> numbers)
    {
        RuleParameter[] words = [.. Words(operands), .. numbers.Select((number, i) => new RuleParameter(StockShape.NameOf(i), number))];
        lock (_asking)
        {
            // Nothing in the engine waits for anything: the task is complete when it is returned.
            RuleResultTree result = _engine.ExecuteAllRulesAsync(Workflow, words).AsTask().GetAwaiter().GetResult()[0];
            return Faulted(result) ? null : result.IsSuccess;
        }
    }

    private RuleParameter[] Words(RuleOperands operands)
    {
        object threshold = Activator.CreateInstance(_levels)!;
        for (int level = 0; level < _levelProperties.Length; level++)
        {
            _levelProperties[level].SetValue(threshold, operands.Levels[level]);
        }
        var signal = new SignalWords
        {
            Value = operands.Value, Expected = operands.Expected, Deviation = operands.Deviation, Score = operands.Score,
            Age = operands.Age, Coverage = operands.Coverage, Tier = operands.Tier,
        };
        return
        [
            new RuleParameter("signal", signal),
            new RuleParameter("baseline", new BaselineWords { Expected = operands.Expected, Spread = operands.Spread }),
            new RuleParameter("threshold", threshold),
        ];
    }

    private static bool Faulted(RuleResultTree result) =>
        !string.IsNullOrEmpty(result.ExceptionMessage) || (result.ChildResults?.Any(Faulted) ?? false);

    private static Rule Rule(ConditionSource source) => new()
    {
        RuleName = string.IsNullOrWhiteSpace(source.Name) ? Workflow : source.Name,
        RuleExpressionType = RuleExpressionType.LambdaExpression,
        Expression = source.Expression,
        Operator = source.Operator,
        LocalParams = [.. source.Parameters.Select(one => new ScopedParam { Name = one.Name, Expression = one.Expression })],
        Rules = source.Operator is null ? null : [.. source.Nested.Select(Rule)],
    };
}
