using System.Globalization;
using System.Text;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Advice;

/// <summary>A rule's file with another threshold and another <c>for</c>, its version raised; everything else as its author wrote it.</summary>
public static class RulePatch
{
    /// <param name="content">The file that holds the rule.</param>
    /// <param name="ruleName">The RuleName.</param>
    /// <param name="level">Null to leave thresholds alone.</param>
    /// <returns>The new text; null where the members cannot be found, as where the file was edited meanwhile.</returns>
    public static byte[]? Apply(ReadOnlyMemory<byte> content, string ruleName, string signal, string? level, double value, TimeSpan @for)
    {
        var source = new SourceText("", content);
        TextNode? root = TreeParser.Parse(source, new DiagnosticBag()).Root;
        TextNode? rule = root?.Find("Rules")?.Items.FirstOrDefault(one => one.Find("RuleName")?.Text == ruleName);
        if (root is null || rule?.Find("Properties") is not { } properties || properties.Find("signal") is not { } first)
        {
            return null;
        }
        var edits = new List<(int Start, int End, string Text)>();
        if (properties.Find("for") is { } span)
        {
            edits.Add((span.Start, span.End, $"\"{DurationText.Write(@for)}\""));
        }
        else if (@for > TimeSpan.Zero)
        {
            edits.Add((first.End, first.End, $", \"for\": \"{DurationText.Write(@for)}\""));
        }
        if (level is not null)
        {
            if (root.Find("levels")?.Find(signal)?.Find(level) is not { } number)
            {
                return null;
            }
            edits.Add((number.Start, number.End, value.ToString("R", CultureInfo.InvariantCulture)));
        }
        if (root.Find("version") is { } version && System.Version.TryParse(version.Text, out System.Version? old))
        {
            edits.Add((version.Start, version.End, $"\"{old.Major}.{old.Minor + 1}.0\""));
        }
        return Write(content.Span, edits);
    }

    private static byte[] Write(ReadOnlySpan<byte> content, List<(int Start, int End, string Text)> edits)
    {
        var text = new MemoryStream();
        int at = 0;
        foreach ((int start, int end, string edit) in edits.OrderBy(edit => edit.Start))
        {
            text.Write(content[at..start]);
            text.Write(Encoding.UTF8.GetBytes(edit));
            at = end;
        }
        text.Write(content[at..]);
        return text.ToArray();
    }
}
