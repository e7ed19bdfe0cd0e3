using System.Globalization;
using System.Text;

namespace RulesPlatform.RuleLint.Fix;

/// <summary>The difference of two texts as <c>git apply</c> and people read it.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    private enum Change
    {
        Kept,
        Removed,
        Added,
    }

    /// <param name="path">From the repository's root, forward slashes.</param>
    /// <param name="before">Null where there was no file.</param>
    public static string Of(string path, string? before, string after)
    {
        List<(Change Change, string Line)> lines = Lines(Split(before ?? ""), Split(after));
        var text = new StringBuilder($"--- {(before is null ? "/dev/null" : $"a/{path}")}\n+++ b/{path}\n");
        int[] changed = [.. Enumerable.Range(0, lines.Count).Where(i => lines[i].Change != Change.Kept)];
        for (int next = 0; next < changed.Length;)
        {
            int last = next;
            while (last + 1 < changed.Length && changed[last + 1] - changed[last] <= 2 * Context)
            {
                last++;
            }
            AppendHunk(text, lines, Math.Max(0, changed[next] - Context), Math.Min(lines.Count - 1, changed[last] + Context));
            next = last + 1;
        }
        return text.ToString();
    }

    // Each line with its end: a last line without one shows.
    private static string[] Split(string text)
    {
        string[] lines = text.Split('\n');
        return lines[^1].Length == 0 ? [.. lines[..^1].Select(line => $"{line}\n")] : [.. lines[..^1].Select(line => $"{line}\n"), $"{lines[^1]}\n\\ No newline at end of file\n"];
    }

    /// <summary>By the longest common subsequence of what lies between the first and the last difference.</summary>
    private static List<(Change Change, string Line)> Lines(string[] old, string[] now)
    {
        int head = 0;
        while (head < Math.Min(old.Length, now.Length) && old[head] == now[head])
        {
            head++;
        }
        int tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }
        return
        [
            .. old[..head].Select(line => (Change.Kept, line)),
            .. Middle(old[head..^tail], now[head..^tail]),
            .. old[^tail..].Select(line => (Change.Kept, line)),
        ];
    }

    private static IEnumerable<(Change Change, string Line)> Middle(string[] old, string[] now)
    {
        int[,] common = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        for ((int i, int j) = (0, 0); i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return (Change.Kept, old[i++]);
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return (Change.Removed, old[i++]);
            }
            else
            {
                yield return (Change.Added, now[j++]);
            }
        }
    }

    private static void AppendHunk(StringBuilder text, List<(Change Change, string Line)> lines, int first, int last)
    {
        List<(Change Change, string Line)> hunk = lines[first..(last + 1)];
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(Change.Added)} +{Range(Change.Removed)} @@\n");
        foreach ((Change change, string line) in hunk)
        {
            text.Append(change switch { Change.Removed => '-', Change.Added => '+', _ => ' ' }).Append(line);
        }

        string Range(Change otherSide)
        {
            int count = hunk.Count(line => line.Change != otherSide);
            int before = lines.Take(first).Count(line => line.Change != otherSide);
            return string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? before : before + 1)},{count}");
        }
    }
}
