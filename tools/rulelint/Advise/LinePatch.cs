using System.Globalization;
using System.Text;

namespace RulesPlatform.RuleLint.Advise;

/// <summary>The difference of two texts with as many lines, as <c>git apply</c> takes it.</summary>
internal static class LinePatch
{
    private const int Context = 3;

    /// <param name="path">From the repository's root, forward slashes.</param>
    public static string Of(string path, string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        int[] changed = [.. Enumerable.Range(0, Math.Min(old.Length, now.Length)).Where(line => old[line] != now[line])];
        var text = new StringBuilder($"--- a/{path}\n+++ b/{path}\n");
        for (int next = 0; next < changed.Length;)
        {
            int last = next;
            while (last + 1 < changed.Length && changed[last + 1] - changed[last] <= 2 * Context)
            {
                last++;
            }
            AppendHunk(text, old, now, Math.Max(0, changed[next] - Context), Math.Min(LineCount(old) - 1, changed[last] + Context));
            next = last + 1;
        }
        return text.ToString().TrimEnd('\n');
    }

    // A text that ends with a line's end has no line after it.
    private static int LineCount(string[] lines) => lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;

    private static void AppendHunk(StringBuilder text, string[] old, string[] now, int first, int last)
    {
        int count = last - first + 1;
        text.Append(CultureInfo.InvariantCulture, $"@@ -{first + 1},{count} +{first + 1},{count} @@\n");
        for (int line = first; line <= last;)
        {
            if (old[line] == now[line])
            {
                text.Append(' ').Append(old[line++]).Append('\n');
                continue;
            }
            int end = line;
            while (end <= last && old[end] != now[end])
            {
                end++;
            }
            AppendAll('-', old[line..end]);
            AppendAll('+', now[line..end]);
            line = end;
        }

        void AppendAll(char mark, string[] lines) => Array.ForEach(lines, line => text.Append(mark).Append(line).Append('\n'));
    }
}
