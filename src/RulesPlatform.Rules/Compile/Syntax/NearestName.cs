using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>The candidate that an author most likely meant.</summary>
internal static class NearestName
{
    private const int LongestWord = 64;

    /// <summary>
    /// The candidate with the fewest edits (insert, delete, replace, swap of neighbours; case does not count), or null where the nearest is
    /// further than a third of the word's length. The first of equals wins.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }
        string? nearest = null;
        int best = Math.Max(1, (word.Length + 1) / 3) + 1;
        foreach (string candidate in candidates)
        {
            if (candidate.Length <= LongestWord && Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant()) is var distance && distance < best)
            {
                (nearest, best) = (candidate, distance);
            }
        }
        return nearest;
    }

    /// <inheritdoc cref="Nearest.Surely"/>
    public static string? Surely(string word, IEnumerable<string> candidates) => Nearest.Surely(word, [.. candidates.Distinct(StringComparer.OrdinalIgnoreCase)]);

    /// <summary><c>did you mean 'x'?</c>, or <paramref name="otherwise"/>.</summary>
    public static string Hint(string word, IEnumerable<string> candidates, string otherwise) =>
        Of(word, candidates) is { } nearest ? $"did you mean '{nearest}'?" : otherwise;

    // Optimal string alignment (Damerau 1964, restricted): three rows suffice.
    private static int Distance(string left, string right)
    {
        Span<int> before = stackalloc int[right.Length + 1];
        Span<int> above = stackalloc int[right.Length + 1];
        Span<int> row = stackalloc int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            above[j] = j;
        }
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
            above.CopyTo(before);
            row.CopyTo(above);
        }
        return above[right.Length];
    }
}
