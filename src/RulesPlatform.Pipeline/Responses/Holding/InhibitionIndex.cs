using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses.Holding;

/// <summary>
/// Firing sources of each inhibition, counted by their values of the equal labels. An alert that matches both sides is inhibited
/// only by alerts that match the source alone: it inhibits neither itself nor its like, which would silence them all.
/// </summary>
internal sealed class InhibitionIndex(IReadOnlyList<Inhibition> inhibitions)
{
    private readonly (Inhibition Rule, Dictionary<LabelSet, Sources> ByEqual)[] _rules =
        [.. inhibitions.Select(rule => (rule, new Dictionary<LabelSet, Sources>()))];

    public void Add(LabelSet labels)
    {
        foreach ((Inhibition rule, Dictionary<LabelSet, Sources> byEqual) in _rules)
        {
            if (!Matches(rule.Source, labels))
            {
                continue;
            }
            LabelSet equal = labels.Pick(rule.Equal);
            Sources sources = byEqual.GetValueOrDefault(equal);
            byEqual[equal] = Matches(rule.Target, labels)
                ? sources with { AlsoTargets = sources.AlsoTargets + 1 }
                : sources with { Pure = sources.Pure + 1 };
        }
    }

    /// <summary>Takes a source away; the keys of holds that this ends go to <paramref name="ended"/>.</summary>
    public void Remove(LabelSet labels, List<string> ended)
    {
        foreach ((Inhibition rule, Dictionary<LabelSet, Sources> byEqual) in _rules)
        {
            if (!Matches(rule.Source, labels))
            {
                continue;
            }
            LabelSet equal = labels.Pick(rule.Equal);
            Sources before = byEqual[equal];
            Sources after = Matches(rule.Target, labels)
                ? before with { AlsoTargets = before.AlsoTargets - 1 }
                : before with { Pure = before.Pure - 1 };
            byEqual[equal] = after;
            if (after.Pure == 0 && before.Pure > 0)
            {
                ended.Add(Key(rule, equal, pureOnly: true));
            }
            if (after.All == 0)
            {
                byEqual.Remove(equal);
                ended.Add(Key(rule, equal, pureOnly: false));
            }
        }
    }

    public Hold? Find(LabelSet labels)
    {
        foreach ((Inhibition rule, Dictionary<LabelSet, Sources> byEqual) in _rules)
        {
            if (byEqual.Count == 0 || !Matches(rule.Target, labels))
            {
                continue;
            }
            LabelSet equal = labels.Pick(rule.Equal);
            Sources sources = byEqual.GetValueOrDefault(equal);
            bool isSource = sources.All > 0 && Matches(rule.Source, labels);
            if ((isSource ? sources.Pure : sources.All) > 0)
            {
                return new Hold("inhibition", rule.Name, Key(rule, equal, isSource));
            }
        }
        return null;
    }

    private static bool Matches(IReadOnlyList<LabelMatcher> matchers, LabelSet labels)
    {
        foreach (LabelMatcher matcher in matchers)
        {
            if (!matcher.Matches(labels))
            {
                return false;
            }
        }
        return true;
    }

    private static string Key(Inhibition rule, LabelSet equal, bool pureOnly) => $"inhibition/{rule.Name}/{(pureOnly ? "pure" : "any")}/{equal}";

    private readonly record struct Sources(int Pure, int AlsoTargets)
    {
        public int All => Pure + AlsoTargets;
    }
}
