using System.Text.RegularExpressions;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>What characters a name may have.</summary>
/// <param name="Noun">With its article: <c>a label name</c>.</param>
/// <param name="Allowed">In words, for the help line.</param>
/// <param name="Pattern">Anchored; the same in .NET and in JSON Schema.</param>
/// <param name="MaxLength">In characters.</param>
internal sealed record NamePattern(string Noun, string Allowed, string Pattern, int MaxLength = 200)
{
    private readonly Regex _regex = new(Pattern[..^1] + "\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Words that mean something else where the name is used.</summary>
    public IReadOnlyList<string> Reserved { get; init; } = [];

    public Shape<string> Shape => new TextShape<string>(Noun, Read, Pattern);

    public bool TryCheck(TextMember member, Reading reading)
    {
        if (Check(member.Name) is not { } flaw)
        {
            return true;
        }
        reading.Report(flaw.Kind, member, flaw.Message, flaw.Help);
        return false;
    }

    private Flaw? Read(string text, out string value)
    {
        value = text;
        return Check(text);
    }

    private Flaw? Check(string text)
    {
        if (text.Length > MaxLength)
        {
            return new Flaw(ReadingProblems.Name, $"{Noun} of {text.Length} characters is too long", $"use at most {MaxLength}");
        }
        if (Reserved.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return new Flaw(ReadingProblems.Name, $"{Printable.Quote(text)} is a word of the language and cannot be {Noun}", "choose another name");
        }
        return _regex.IsMatch(text) ? null : new Flaw(ReadingProblems.Name, $"{Printable.Quote(text)} is not {Noun}", Allowed);
    }
}
