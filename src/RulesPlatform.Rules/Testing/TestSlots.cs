using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Testing;

/// <summary>At which instants the things that a test speaks of are judged.</summary>
internal static class TestSlots
{
    /// <param name="rule">An id of the rule set.</param>
    public static TimeSpan IntervalOf(string rule, RuleSet rules) =>
        GroupOf(rules.Rules.Concat(rules.DefaultRules).First(one => one.Id == rule).Signal, rules).Interval;

    /// <param name="signal">A name of the rule set.</param>
    public static WatchGroup GroupOf(string signal, RuleSet rules) => rules.Groups.First(group => group.Signals.Any(one => one.Name == signal));

    /// <summary>The first slot that is not before an instant.</summary>
    public static Slot First(DateTimeOffset start, TimeSpan interval)
    {
        Slot slot = Slot.Of(start, interval);
        return slot.Instant < start ? slot + interval : slot;
    }
}
