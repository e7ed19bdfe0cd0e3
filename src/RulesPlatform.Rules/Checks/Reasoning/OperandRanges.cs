using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Checks.Meaning;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>
/// What the operands of a threshold rule may be while it runs. None of them is NaN then: the verdict is Unknown before that.
/// </summary>
internal static class OperandRanges
{
    // The score is computed by an approximation: it may be a hair below zero.
    private static readonly Interval s_score = new(-1e-6, 1);

    /// <param name="value">Of the signal.</param>
    /// <param name="levels">In the order of their names; one that is missing may be any number.</param>
    public static Func<Term, Interval> Of(Interval value, IReadOnlyList<Interval> levels) => operand => operand.Mark switch
    {
        int level => level < levels.Count ? levels[level] : Interval.AnyNumber,
        nameof(RuleOperands.Value) => value,
        nameof(RuleOperands.Score) => s_score,
        nameof(RuleOperands.Spread) or nameof(RuleOperands.Age) => Interval.NotNegative,
        nameof(RuleOperands.Coverage) => new Interval(0, 1),
        nameof(RuleOperands.Tier) => new Interval(0, 2),
        _ => Interval.AnyNumber,
    };

    /// <summary>Each level's value, with those of its overrides.</summary>
    public static IReadOnlyList<Interval> LevelsOf(LevelsDraft? levels)
    {
        if (levels is null)
        {
            return [];
        }
        var ranges = new Interval[levels.Values.Count];
        for (int at = 0; at < ranges.Length; at++)
        {
            ranges[at] = Interval.At(levels.Values[at].Value);
        }
        foreach (Entry<double> level in levels.Overrides.SelectMany(one => one.Values))
        {
            int at = levels.Values.FindIndex(one => one.Name == level.Name);
            ranges[at] = ranges[at].Hull(Interval.At(level.Value));
        }
        return ranges;
    }
}
