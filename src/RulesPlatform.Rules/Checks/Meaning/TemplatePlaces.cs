using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>The places of a template that compiles: <c>{path}</c> or <c>{path:format}</c>.</summary>
internal static class TemplatePlaces
{
    private const string LabelCall = "alert.Label(";

    /// <param name="Offset">Of the place with its braces.</param>
    internal readonly record struct Place(string Path, string Format, int Offset, int Length)
    {
        /// <summary>The label that it shows; null for any other path.</summary>
        public string? Label => Path.StartsWith(LabelCall, StringComparison.OrdinalIgnoreCase) ? Path[LabelCall.Length..^1].Trim().Trim('"') : null;

        public Flaw Flaw(DiagnosticKind kind, string message, string help) => new(kind, message, help, Offset, Length);
    }

    public static IEnumerable<Place> Of(string template)
    {
        for (int at = 0; at < template.Length; at++)
        {
            bool isDoubled = at + 1 < template.Length && template[at + 1] == template[at];
            if (template[at] is '{' or '}' && isDoubled)
            {
                at++;
                continue;
            }
            int close = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (close < 0)
            {
                continue;
            }
            string inner = template[(at + 1)..close];
            // A label's name may hold a colon.
            int colon = inner.IndexOf(':', Math.Max(0, inner.IndexOf(')', StringComparison.Ordinal)));
            yield return new Place(
                (colon < 0 ? inner : inner[..colon]).Trim(), colon < 0 ? "" : inner[(colon + 1)..].Trim(), at, close + 1 - at);
            at = close;
        }
    }
}
