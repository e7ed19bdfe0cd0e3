using System.Text.Encodings.Web;
using System.Text.Json;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>One file being read: where diagnostics about it go. Not thread-safe.</summary>
internal sealed class Reading(SourceText source, DiagnosticBag bag)
{
    private bool _hasJoined;

    public SourceText Source { get; } = source;

    public DiagnosticBag Bag { get; private set; } = bag;

    /// <summary>
    /// Moves what was reported so far into <paramref name="whole"/>, where all that follows goes too. A file that a later load takes over joins
    /// that load's: what was said in the earlier one stays there.
    /// </summary>
    public void Join(DiagnosticBag whole)
    {
        if (!_hasJoined)
        {
            whole.Take(Bag);
        }
        (Bag, _hasJoined) = (whole, true);
    }

    public void Report(DiagnosticKind kind, TextNode node, string message, string? help = null, TextEdit? fix = null) => Bag.Add(kind, Source, node, message, help, fix);

    /// <summary>At the member's name.</summary>
    public void Report(DiagnosticKind kind, TextMember member, string message, string? help = null, TextEdit? fix = null) =>
        Bag.Add(kind, Source, member.NameStart, member.NameEnd, message, help, fix);

    /// <summary>At the opening bracket: the object lacks something.</summary>
    public void ReportOpening(DiagnosticKind kind, TextNode node, string message, string? help = null, TextEdit? fix = null) =>
        Bag.Add(kind, Source, node.Start, Math.Min(node.Start + 1, node.End), message, help, fix);

    public void Report(TextNode text, Flaw flaw)
    {
        if (flaw.Length == 0)
        {
            Report(flaw.Kind, text, flaw.Message, flaw.Help, flaw.Instead is { } whole ? new TextEdit(text.Start, text.End - text.Start, JsonText(whole)) : null);
            return;
        }
        (int start, int end) = Source.Inside(text, flaw.Offset, flaw.Length);
        Bag.Add(flaw.Kind, Source, start, end, flaw.Message, flaw.Help, flaw.Instead is { } instead ? new TextEdit(start, end - start, JsonText(instead)[1..^1]) : null);
    }

    /// <summary>The edit that writes another text there; null where there is none to write.</summary>
    public static TextEdit? Instead(TextNode text, string? meant) => meant is null || text.Kind != NodeKind.String ? null : new TextEdit(text.Start, text.End - text.Start, JsonText(meant));

    /// <summary>The edit that gives a member another name; null where there is none to give, or its owner has it already.</summary>
    public static TextEdit? Instead(TextMember member, TextNode owner, string? meant) =>
        meant is null || owner.Find(meant) is not null ? null : new TextEdit(member.NameStart, member.NameEnd - member.NameStart, JsonText(meant));

    /// <summary>A name, or a few words, as JSON has them.</summary>
    public static string JsonText(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Always false, to be returned. Silent about what has been reported already.</summary>
    public bool WrongType(TextNode node, string expected)
    {
        if (node.Kind != NodeKind.Broken)
        {
            string help = node.Kind == NodeKind.Null ? "leave the member out instead of writing null" : $"write {expected}";
            Report(ReadingProblems.WrongType, node, $"expected {expected}, found {node.Noun}", help);
        }
        return false;
    }
}
