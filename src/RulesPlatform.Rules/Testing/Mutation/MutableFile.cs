using System.Text;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;
using Token = RulesPlatform.Rules.Compile.Syntax.Token;

namespace RulesPlatform.Rules.Testing.Mutation;

/// <summary>A rule file that loads, and its text with one place changed.</summary>
internal sealed class MutableFile(RuleText file)
{
    private readonly SourceText _source = new(file.Path, file.Content);

    public TextNode Root { get; } = TreeParser.Parse(new SourceText(file.Path, file.Content), new DiagnosticBag()).Root!;

    public string Name => Root.Find("name")!.Text;

    public Mutant Replace(TextNode node, string text, string subject, string change, IReadOnlyList<string>? rules) =>
        Replace(node.Start, node.End, text, subject, change, rules);

    /// <summary>A token of an expression that is written in <paramref name="text"/>.</summary>
    public Mutant Replace(TextNode text, Token token, string written, string subject, string change, IReadOnlyList<string>? rules)
    {
        (int start, int end) = _source.Inside(text, token.Offset, token.Text.Length);
        return Replace(start, end, written, subject, change, rules);
    }

    public Mutant Insert(int at, string text, string subject, string change, IReadOnlyList<string>? rules) => Replace(at, at, text, subject, change, rules);

    /// <summary>Leaves a member out, with the comma that belongs to it.</summary>
    public Mutant Remove(TextNode owner, string name, string subject, string change, IReadOnlyList<string>? rules)
    {
        int at = 0;
        while (owner.Members[at].Name != name)
        {
            at++;
        }
        (int start, int end) = at + 1 < owner.Members.Count ? (owner.Members[at].NameStart, owner.Members[at + 1].NameStart)
            : at > 0 ? (owner.Members[at - 1].Value.End, owner.Members[at].Value.End)
            : (owner.Members[at].NameStart, owner.Members[at].Value.End);
        Mutant mutant = Replace(start, end, "", subject, change, rules);
        TextSpan place = _source.Span(owner.Members[at].NameStart, owner.Members[at].NameEnd);
        return mutant with { Origin = new Origin(file.Path, place.Line, place.Column) };
    }

    private Mutant Replace(int start, int end, string text, string subject, string change, IReadOnlyList<string>? rules)
    {
        ReadOnlySpan<byte> content = file.Content.Span;
        byte[] changed = [.. content[..start], .. Encoding.UTF8.GetBytes(text), .. content[end..]];
        TextSpan place = _source.Span(start, end);
        return new Mutant(new Origin(file.Path, place.Line, place.Column), subject, change, rules, new RuleText(file.Path, changed));
    }
}
