using RulesPlatform.Rules.Checks.Meaning;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>Reads rules so that they can be reasoned about; those that say the same are read once.</summary>
internal sealed class RuleReasons(LintSubject subject)
{
    private readonly Dictionary<ReadCondition, List<ConditionLogic>> _conditions = new(ReferenceEqualityComparer.Instance);
    private readonly LevelTable _levels = new(subject);

    public IReadOnlyList<RuleLogic> Read() => [.. subject.Rules.Select(Read)];

    private RuleLogic Read(WrittenRule rule)
    {
        LevelsDraft? levels = _levels.Of(rule);
        string[] names = [.. levels?.Values.Select(level => level.Name) ?? []];
        ConditionSource source = RuleLogic.SourceOf(rule);
        ReadCondition breach = Tree(source, names);
        ReadCondition? clear = rule.Properties.Clear is { } text ? Tree(source with { Expression = text.Value, Operator = null, Nested = [] }, names) : null;
        return new RuleLogic(rule, levels, subject.Ranges.ValueOf(rule.Signal), Of(breach, clear));
    }

    private ConditionLogic Of(ReadCondition breach, ReadCondition? clear)
    {
        if (!_conditions.TryGetValue(breach, out List<ConditionLogic>? alike))
        {
            _conditions[breach] = alike = [];
        }
        if (alike.Find(one => ReferenceEquals(one.ClearTree, clear?.Rule)) is not { } condition)
        {
            condition = new ConditionLogic(breach, clear);
            alike.Add(condition);
        }
        return condition;
    }

    private static ReadCondition Tree(ConditionSource source, IReadOnlyList<string> levels) =>
        ConditionCompiler.Tree(source, levels, out _) ?? throw new InvalidOperationException($"The rule '{source.Name}' loads and yet does not compile.");
}
