using System.Text;

namespace RulesPlatform.Rules.Text;

/// <summary>Text out of files, made fit for messages: one line, no control characters, not endless.</summary>
internal static class Printable
{
    private const int MaxLength = 60;

    public static string Quote(string text) => $"'{Clip(text)}'";

    public static string Clip(string text)
    {
        string kept = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength - 1), "…");
        return Replace(kept);
    }

    /// <summary>As long as <paramref name="text"/>: tabs and the like become spaces, other control and format characters <c>�</c>.</summary>
    public static string Replace(string text)
    {
        if (!text.Any(IsUnfit))
        {
            return text;
        }
        var fit = new StringBuilder(text.Length);
        foreach (char one in text)
        {
            fit.Append(one is '\t' or '\r' or '\n' ? ' ' : IsUnfit(one) ? '\uFFFD' : one);
        }
        return fit.ToString();
    }

    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    // Format characters include those that turn the direction of what follows.
    private static bool IsUnfit(char one) =>
        char.IsControl(one) || char.GetUnicodeCategory(one) is System.Globalization.UnicodeCategory.Format;
}
