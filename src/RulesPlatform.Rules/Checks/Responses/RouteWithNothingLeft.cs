using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>A notify rule whose alerts an earlier one, with a wider condition, has taken all.</summary>
internal sealed class RouteWithNothingLeft() : Check("RP5104", "A route to which another leaves nothing")
{
    public override void Examine(LintSubject subject)
    {
        var takers = new RouteCover();
        foreach (WrittenRoute route in subject.Routes.Where(route => route.Notify is not null))
        {
            if (route.TakesEverything)
            {
                // What comes after it is told by RP5101.
                return;
            }
            RouteCondition condition = RouteCondition.Of(route);
            if (takers.Find(condition) is { } taker)
            {
                route.Reading.Report(
                    Kind, route.Draft.Name.Node, $"each alert that {Printable.Quote(route.Draft.Name.Value)} asks for is taken before it by {Printable.Quote($"{taker.File.Name}/{taker.Draft.Name.Value}")}",
                    "move it before that rule, or give that rule \"continue\": true");
            }
            else if (route.Draft.Properties is not { Continue: true } && route.Draft.Properties?.ActiveWhen is null)
            {
                takers.Add(route, condition);
            }
        }
    }
}
