using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>A threshold rule, to be reasoned about.</summary>
internal sealed class RuleLogic
{
    private readonly IReadOnlyList<Interval> _levels;

    /// <param name="value">What the signal's value may be.</param>
    public RuleLogic(WrittenRule rule, LevelsDraft? levels, Interval value, ConditionLogic condition)
    {
        (Rule, Levels, Value, Condition) = (rule, levels, value, condition);
        _levels = OperandRanges.LevelsOf(levels);
        Today = new CaseSearch(OperandRanges.Of(value, _levels));
        IsNever = !Today.MayBe((Breach, true));
        IsAlways = !IsNever && !Today.MayBe((Breach, false));
    }

    public WrittenRule Rule { get; }

    public LevelsDraft? Levels { get; }

    public Interval Value { get; }

    public ConditionLogic Condition { get; }

    public Term Breach => Condition.Breach;

    public Term? Clear => Condition.Clear;

    /// <summary>Whether the rule, with the levels that the file gives, is breached at every slot at which it is judged.</summary>
    public bool IsAlways { get; }

    /// <summary>Whether it is breached at none.</summary>
    public bool IsNever { get; }

    /// <summary>Whether nothing that is said of its parts matters beside that.</summary>
    public bool IsDecided => IsAlways || IsNever;

    /// <summary>With the levels that the file gives: what is true of the rule as it is.</summary>
    public CaseSearch Today { get; }

    /// <summary>With levels that may be any numbers: what is true of the expression, whatever they are set to.</summary>
    public CaseSearch WithAnyLevels => new(OperandRanges.Of(Value, []));

    /// <summary>With the levels of the rows that an override is for.</summary>
    public CaseSearch With(LevelOverrideDraft @override) => new(OperandRanges.Of(Value,
    [
        .. _levels.Select((range, at) => @override.Values.Find(one => one.Name == Levels!.Values[at].Name) is { } level ? Interval.At(level.Value) : range),
    ]));

    /// <summary>Reports at a part of the condition, in whichever of the rule's expressions it stands; nested rules at the name of the one that joins them.</summary>
    public void Report(DiagnosticKind kind, PlacedExpression part, string message, string help)
    {
        IConditionDraft owner = OwnerOf(part, Condition.BreachTree, Rule.Draft)!;
        if (owner.Expression is not { } text)
        {
            Rule.Reading.Report(kind, owner.Name.Node, message, help);
            return;
        }
        (int offset, int length) = part.Place;
        Rule.Reading.Report(text.Node, new Flaw(kind, message, help, offset, length));
    }

    public static ConditionSource SourceOf(WrittenRule rule) => ConditionBinder.Source(rule.Draft, rule.File.Draft!.GlobalParams?.Value ?? []);

    /// <summary>The rule, or the one nested in it, that a part is the condition of or stands in the expression of.</summary>
    private static IConditionDraft? OwnerOf(PlacedExpression part, PlacedExpression tree, IConditionDraft draft)
    {
        if (ReferenceEquals(part, tree) || draft.Expression is not null)
        {
            return ReferenceEquals(part.Source, tree.Source) ? draft : null;
        }
        return draft.Nested.Select((nested, at) => OwnerOf(part, tree.Parts[at], nested)).FirstOrDefault(owner => owner is not null);
    }
}
