using System.Reflection;
using RulesEngine.Models;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// The same rule in a stock engine with its default settings: the second opinion on every transition. The engine is built at the first
/// question (about 2 ms), is never changed after, and answers one question at a time.
/// </summary>
internal sealed class StockTwin
{
    private const string Workflow = "rule";

    private readonly Lock _asking = new();
    private readonly Lazy<RulesEngine.RulesEngine> _engine;
    private readonly Lazy<(Type Type, PropertyInfo[] Properties)> _levels;

    public StockTwin(ConditionSource source, IReadOnlyList<string> levels)
    {
        _levels = new(() => ConditionVocabulary.LevelsType(levels) is var type ? (type, [.. levels.Select(level => type.GetProperty(level)!)]) : default);
        _engine = new(() => new RulesEngine.RulesEngine(
            [new Workflow { WorkflowName = Workflow, Rules = [Rule(source)] }], EngineParser.Settings([])));
    }

    /// <summary>True or false; null where the engine reports an exception of the rule or of one nested in it.</summary>
    public bool? Holds(RuleOperands operands)
    {
        lock (_asking)
        {
            // Nothing in the engine waits for anything: the task is complete when it is returned.
            RuleResultTree result = _engine.Value.ExecuteAllRulesAsync(Workflow, Words(operands)).AsTask().GetAwaiter().GetResult()[0];
            return Faulted(result) ? null : result.IsSuccess;
        }
    }

    private RuleParameter[] Words(RuleOperands operands)
    {
        (Type type, PropertyInfo[] properties) = _levels.Value;
        object threshold = Activator.CreateInstance(type)!;
        for (int level = 0; level < properties.Length; level++)
        {
            properties[level].SetValue(threshold, operands.Levels[level]);
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
