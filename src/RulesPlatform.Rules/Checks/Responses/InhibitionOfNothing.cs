using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>An inhibition that no pair of alerts fits: both sides are one, or they differ in a label that is to be equal.</summary>
internal sealed class InhibitionOfNothing() : Check("RP5106", "An inhibition that holds nothing")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (InhibitionDraft one in file.Draft!.Inhibitions)
            {
                if (one.Source.ToHashSet().SetEquals(one.Target))
                {
                    file.Reading.Report(
                        Kind, one.Node.Find("target")!, $"'source' and 'target' of {Printable.Quote(one.Name.Value)} are the same, and an alert that matches both sides never holds its like",
                        "let 'source' be narrower, or 'target' wider");
                }
                else if (one.Equal.FirstOrDefault(label => Differ(one, label)) is { } label)
                {
                    file.Reading.Report(
                        Kind, one.Node.Find("equal")!.Items.First(item => item.Text == label), $"{Printable.Quote(label)} is to be equal, but 'source' wants {Printable.Quote(Of(one.Source, label)!.Operand)} and 'target' {Printable.Quote(Of(one.Target, label)!.Operand)}",
                        $"leave '{label}' out of 'equal', or out of one side");
                }
            }
        }
    }

    private static bool Differ(InhibitionDraft one, string label) => Of(one.Source, label) is { } source && Of(one.Target, label) is { } target && source.Operand != target.Operand;

    private static LabelMatcher? Of(IReadOnlyList<LabelMatcher> side, string label) => side.FirstOrDefault(matcher => matcher.Name == label && matcher is { IsRegex: false, IsNegated: false });
}
