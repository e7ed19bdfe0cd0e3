namespace RulesPlatform.Rules.Checks;

/// <summary>Things that share a key. Nearly all of a large rule set share none, and cost one entry in one table.</summary>
internal static class Alike
{
    /// <summary>Only keys that several have; within a key in the order given.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> By<T, TKey>(IReadOnlyList<T> all, Func<T, TKey> keyOf, IEqualityComparer<TKey>? comparer = null) where TKey : notnull
    {
        var first = new Dictionary<TKey, T>(all.Count, comparer);
        var several = new Dictionary<TKey, List<T>>(comparer);
        foreach (T one in all)
        {
            TKey key = keyOf(one);
            if (first.TryAdd(key, one))
            {
                continue;
            }
            if (!several.TryGetValue(key, out List<T>? list))
            {
                several.Add(key, list = [first[key]]);
            }
            list.Add(one);
        }
        return [.. several.Values];
    }
}
