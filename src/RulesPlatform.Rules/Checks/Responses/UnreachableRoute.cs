using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>A notify rule behind one that takes every alert. Rules with other actions see alerts all the same.</summary>
internal sealed class UnreachableRoute() : Check("RP5101", "A response rule that no alert reaches")
{
    public override void Examine(LintSubject subject)
    {
        WrittenRoute? taker = null;
        foreach (WrittenRoute route in subject.Routes)
        {
            if (taker is not null && route.Notify is not null)
            {
                route.Reading.Report(
                    Kind, route.Draft.Name.Node, $"no alert reaches {Printable.Quote(route.Draft.Name.Value)}: {Printable.Quote($"{taker.File.Name}/{taker.Draft.Name.Value}")} takes every alert before it",
                    "move it before that rule, or give that rule \"continue\": true");
            }
            taker ??= route.TakesEverything ? route : null;
        }
    }
}
