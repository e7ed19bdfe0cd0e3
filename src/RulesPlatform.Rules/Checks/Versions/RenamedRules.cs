using RulesPlatform.Rules.Checks.Meaning;

namespace RulesPlatform.Rules.Checks.Versions;

/// <summary>Rules that a change takes away and brings back under another id, without a word.</summary>
internal static class RenamedRules
{
    /// <summary>Pairs with one signal, severity and condition. Of several that are gone nobody can say which it was: none is told.</summary>
    public static IEnumerable<(WrittenRule Before, WrittenRule Head)> Of(LintSubject before, LintSubject head)
    {
        HashSet<string> kept = [.. head.Rules.Select(rule => rule.Id), .. head.Rules.SelectMany(rule => rule.Properties.Formerly).Select(id => id.Value)];
        WrittenRule[] gone = [.. before.Rules.Where(rule => !kept.Contains(rule.Id))];
        if (gone.Length == 0)
        {
            return [];
        }
        (var oldLevels, var levels) = (new LevelTable(before), new LevelTable(head));
        ILookup<string, WrittenRule> byKey = gone.ToLookup(rule => KeyOf(rule, oldLevels), StringComparer.Ordinal);
        HashSet<string> known = [.. before.Rules.Select(rule => rule.Id)];
        return from rule in head.Rules
               where !known.Contains(rule.Id)
               let same = byKey[KeyOf(rule, levels)].ToArray()
               where same.Length == 1
               select (same[0], rule);
    }

    private static string KeyOf(WrittenRule rule, LevelTable levels) => $"{rule.Signal.Name} {rule.Properties.Severity} {ConditionText.Of(rule, levels)}";
}
