using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A rule on what a baseline expects, over a signal that has none: it is Unknown at every slot.</summary>
internal sealed class BaselineFigureWithoutBaseline() : Check("RP3102", "A rule on a baseline that its signal does not have", Reach.Part)
{
    private static readonly string[] s_ofSignal = ["Expected", "Deviation", "Score"];

    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Signal.Draft.Baseline is null))
        {
            IEnumerable<Located<string>> texts = ExpressionTexts.Of(rule.Draft).Concat(rule.Properties.Clear is { } clear ? [clear] : []);
            foreach (Located<string> text in texts)
            {
                foreach ((string head, string? member, int offset, int length) in ExpressionTexts.Names(text.Value).Where(name => IsBaselineFigure(name.Head, name.Member)))
                {
                    rule.Reading.Report(text.Node, new Flaw(
                        Kind, $"'{head}.{member}' is never known: the signal {Printable.Quote(rule.Signal.Name)} has no baseline, so this never holds",
                        $"give the signal one (\"baseline\": {{ \"model\": \"rolling\" }}), or compare signal.Value with a level", offset, length));
                }
            }
        }
    }

    private static bool IsBaselineFigure(string head, string? member) =>
        string.Equals(head, "baseline", StringComparison.OrdinalIgnoreCase)
        || (string.Equals(head, "signal", StringComparison.OrdinalIgnoreCase) && s_ofSignal.Contains(member, StringComparer.OrdinalIgnoreCase));
}
