using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <param name="Signal">What it judges.</param>
internal sealed record WrittenRule(DraftFile<ThresholdsDraft> File, RuleDraft<ThresholdProperties> Draft, WrittenSignal Signal)
{
    public string Id => $"{File.Name}/{Draft.Name.Value}";

    public ThresholdProperties Properties => Draft.Properties!;

    public Reading Reading => File.Reading;

    /// <summary>The edit that takes a member out of <c>Properties</c>; null where it is not written.</summary>
    public TextEdit? RemovalOf(string property) => Removal.OfMember(Reading.Source, Properties.Node, property);

    /// <summary>The value of a member of <c>Properties</c>, or the rule's name where it is not written.</summary>
    public TextNode PlaceOf(string property) => Properties.Node.Find(property) ?? Draft.Name.Node;
}
