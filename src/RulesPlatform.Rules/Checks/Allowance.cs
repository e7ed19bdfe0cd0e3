using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>An entry of <c>allow</c> and how far it reaches: the rule, signal or job that it stands in, or the whole file.</summary>
/// <param name="Scope">What it covers.</param>
internal sealed record Allowance(AllowDraft Draft, TextNode Scope, Reading Reading)
{
    public string Check => Draft.Check.Value;

    /// <summary>Whether a finding was left out because of it.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Whether its last day has passed.</summary>
    public bool IsOver(DateOnly today) => Draft.Until is { } until && until.Value < today;

    /// <summary>The edit that takes it out.</summary>
    public TextEdit? Removal => Text.Removal.OfItem(Reading.Source, Scope, Draft.Node) ?? (Scope.Find("Properties") is { } properties ? Text.Removal.OfItem(Reading.Source, properties, Draft.Node) : null);

    public bool Covers(SourceText source, int offset) => ReferenceEquals(source, Reading.Source) && offset >= Scope.Start && offset < Scope.End;

    public static IEnumerable<Allowance> Of(IReadOnlyList<AllowDraft> drafts, TextNode scope, Reading reading) =>
        drafts.Select(draft => new Allowance(draft, scope, reading));
}
