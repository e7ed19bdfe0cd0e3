using System.Text;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;
using RulesPlatform.Rules.Text.Layout;

namespace RulesPlatform.RuleLint.Import;

/// <summary>Rule files as <c>rulelint fmt</c> would have them.</summary>
internal static class RuleFileText
{
    /// <summary>The members that every file begins with.</summary>
    public static IEnumerable<string> Header(string kind, string name, string owner) =>
    [
        $"\"$schema\": \"../schema/{kind}.json\"", $"\"kind\": \"{kind}\"", $"\"name\": {JsonLine.Text(name)}", "\"version\": \"1.0.0\"", $"\"owner\": {JsonLine.Text(owner)}",
    ];

    /// <summary>An object with a member a line.</summary>
    public static string Broken(IEnumerable<string> members) => $"{{\n{string.Join(",\n", members)}\n}}";

    /// <param name="text">JSON; what stands on one line stays there where it fits.</param>
    public static string InForm(string path, string text) =>
        RuleTextFormat.TryFormat(new RuleText(path, Encoding.UTF8.GetBytes(text)), out ReadOnlyMemory<byte> formatted, out IReadOnlyList<Diagnostic> flaws)
            ? Encoding.UTF8.GetString(formatted.Span)
            : throw new InvalidOperationException($"An import wrote what does not parse: {string.Join("; ", flaws)}");
}
