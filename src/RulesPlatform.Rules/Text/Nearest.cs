namespace RulesPlatform.Rules.Text;

/// <summary>"Did you mean": the candidate that a slip of the fingers turns into what was written.</summary>
public static class Nearest
{
    private const int MaxLength = 64;

    /// <summary>The nearest candidate, or null where none is near: at most a third of the letters wrong (two swapped count as one), case aside.</summary>
    public static string? To(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > MaxLength)
        {
            return null;
        }
        string lower = written.ToUpperInvariant();
        int bound = Math.Max(Math.Min(1, written.Length - 1), written.Length / 3);
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - written.Length) > bound || candidate.Length > MaxLength)
            {
                continue;
            }
            int distance = Distance(lower, candidate.ToUpperInvariant(), bound);
            if (distance < bound || (distance == bound && nearest is null))
            {
                (nearest, bound) = (candidate, distance);
            }
        }
        return nearest;
    }

    /// <summary>What surely was meant: the nearest candidate where no other is as near and at most a quarter of the letters are wrong. Null where there is none.</summary>
    public static string? Surely(string written, IEnumerable<string> candidates)
    {
        // The same name in another case is no other candidate.
        string[] all = [.. candidates.Distinct(StringComparer.OrdinalIgnoreCase)];
        if (To(written, all) is not { } nearest)
        {
            return null;
        }
        string upper = written.ToUpperInvariant();
        int distance = Distance(upper, nearest.ToUpperInvariant(), MaxLength);
        return distance * 4 > written.Length || all.Any(other => other != nearest && Math.Abs(other.Length - written.Length) <= distance && Distance(upper, other.ToUpperInvariant(), distance) <= distance) ? null : nearest;
    }

    /// <summary><c>did you mean 'x'?</c>, or <paramref name="otherwise"/>.</summary>
    public static string Hint(string written, IEnumerable<string> candidates, string otherwise) =>
        To(written, candidates) is { } nearest ? $"did you mean '{nearest}'?" : otherwise;

    /// <summary>A help line for an unknown word: the nearest where there is one, else all of them where they are few.</summary>
    public static string? Help(string written, IReadOnlyCollection<string> candidates, string listed)
    {
        if (To(written, candidates) is { } nearest)
        {
            return $"did you mean '{nearest}'?";
        }
        return candidates.Count is 0 or > 24 ? null : $"{listed}: {Printable.List(candidates)}";
    }

    /// <summary>Damerau–Levenshtein distance (optimal string alignment), or a number above <paramref name="bound"/> once it must exceed it.</summary>
    internal static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int bound)
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
            int least = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }
                row[j] = best;
                least = Math.Min(least, best);
            }
            if (least > bound)
            {
                return least;
            }
            Span<int> spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[right.Length];
    }
}
