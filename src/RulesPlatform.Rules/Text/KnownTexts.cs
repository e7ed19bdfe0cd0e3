using System.Text;

namespace RulesPlatform.Rules.Text;

/// <summary>
/// Short texts that stood in rule files lately, so that a member's name is one string in a folder and not one a member: names are more than half
/// of what a large folder would hold in memory. A text may be forgotten for another one at any time, never taken for it. Thread-safe.
/// </summary>
internal static class KnownTexts
{
    private const int LongestKept = 32;
    private const int Places = 4096;

    private static readonly string?[] Texts = new string?[Places];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestKept)
        {
            return Encoding.UTF8.GetString(utf8);
        }
        uint hash = 2166136261;
        foreach (byte one in utf8)
        {
            hash = (hash ^ one) * 16777619;
        }
        ref string? place = ref Texts[(hash ^ (hash >> 12)) % Places];
        // Read once: another thread may put its own text here meanwhile.
        string? known = place;
        return known is not null && Equals(known, utf8) ? known : place = Encoding.UTF8.GetString(utf8);
    }

    private static bool Equals(string text, ReadOnlySpan<byte> utf8) => text.Length == utf8.Length && Ascii.Equals(utf8, text);
}
