using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>An override by a label that the signal's rows do not have: it fits none of them, or, where it is negated, all.</summary>
internal sealed class OverrideOfNoRow() : Check("RP3107", "An override by a label that the signal does not have")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ThresholdsDraft> file in subject.Manuscript.Thresholds)
        {
            foreach (Entry<LevelsDraft> entry in file.Draft!.Levels.Where(entry => entry.Value.Overrides.Count > 0))
            {
                if (subject.Labels.Of(subject.SignalOf(entry.Name)) is { } labels)
                {
                    Examine(entry, labels, file.Reading);
                }
            }
        }
    }

    private void Examine(Entry<LevelsDraft> entry, IReadOnlySet<string> labels, Reading reading)
    {
        foreach (TextNode where in entry.Value.Overrides.Select(one => one.Node.Find("where")!))
        {
            foreach (TextMember member in where.Members.Where(member => !labels.Contains(member.Name)))
            {
                bool fitsNone = !LabelMatcher.Parse(member.Name, member.Value.Text).MatchesValue("");
                reading.Report(
                    Kind, member, $"the rows of {Printable.Quote(entry.Name)} have no label {Printable.Quote(member.Name)}: this override fits {(fitsNone ? "none" : "each")} of them",
                    Nearest.Help(member.Name, [.. labels.Order(StringComparer.Ordinal)], "its labels are") ?? "its inputs keep no labels (\"by\": []): keep this one, or remove the override",
                    Reading.Instead(member, where, Nearest.Surely(member.Name, [.. labels])));
            }
        }
    }
}
