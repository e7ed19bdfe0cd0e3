using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile;

/// <summary>The same rule in a stock engine: the second opinion on every transition. Nothing is built before the first question. Thread-safe.</summary>
internal sealed class StockTwin
{
    private readonly Lazy<(StockEngine Engine, IReadOnlyList<object> Numbers)> _rule;

    public StockTwin(ConditionSource source, IReadOnlyList<string> levels) =>
        _rule = new(() => StockShape.Of(source) is var shape ? (StockEngine.For(shape, levels), shape.Numbers) : default);

    /// <summary>True or false; null where the engine reports an exception of the rule or of one nested in it.</summary>
    public bool? Holds(RuleOperands operands) => _rule.Value.Engine.Holds(operands, _rule.Value.Numbers);
}
