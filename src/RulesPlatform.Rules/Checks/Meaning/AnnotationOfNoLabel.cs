using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>An annotation that shows a label which neither the signal nor the rule has: it shows a dash.</summary>
internal sealed class AnnotationOfNoLabel() : Check("RP3108", "An annotation that shows a label which is not there", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Properties.Annotations.Count > 0))
        {
            if (subject.Labels.Of(rule.Signal) is not { } labels)
            {
                continue;
            }
            HashSet<string> all = [.. labels, .. rule.Properties.Labels.Select(label => label.Name)];
            foreach (Located<string> text in rule.Properties.Annotations.Select(entry => entry.Value))
            {
                foreach (TemplatePlaces.Place place in TemplatePlaces.Of(text.Value).Where(place => place.Label is { } label && !all.Contains(label)))
                {
                    rule.Reading.Report(text.Node, place.Flaw(
                        Kind, $"alerts of {Printable.Quote(rule.Draft.Name.Value)} have no label {Printable.Quote(place.Label!)}: this shows '-'",
                        Nearest.Help(place.Label!, [.. all.Order(StringComparer.Ordinal)], "their labels are") ?? "the signal's inputs keep no labels (\"by\": []): keep this one, or leave it out here"));
                }
            }
        }
    }
}
