using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Two notify rules that tell the same receiver of the same alerts.</summary>
internal sealed class ReceiverToldTwice() : Check("RP5105", "A receiver that is told twice of the same alerts")
{
    public override void Examine(LintSubject subject)
    {
        var tellers = new Dictionary<(string Receiver, string? Calendar), RouteCover>();
        foreach (WrittenRoute route in subject.Routes.Where(route => route.Notify is not null))
        {
            if (route.TakesEverything)
            {
                Examine(route, tellers);
                return;
            }
            if (!Examine(route, tellers) && route.Draft.Properties is { Continue: true })
            {
                (string, string?) key = (route.Notify!.Receiver.Value, route.Draft.Properties.ActiveWhen?.Value);
                if (!tellers.TryGetValue(key, out RouteCover? cover))
                {
                    tellers[key] = cover = new RouteCover();
                }
                cover.Add(route, RouteCondition.Of(route));
            }
        }
    }

    private bool Examine(WrittenRoute route, Dictionary<(string, string?), RouteCover> tellers)
    {
        string receiver = route.Notify!.Receiver.Value;
        RouteCondition condition = RouteCondition.Of(route);
        WrittenRoute? other = new[] { null, route.Draft.Properties?.ActiveWhen?.Value }.Distinct()
            .Select(calendar => tellers.GetValueOrDefault((receiver, calendar))?.Find(condition)).FirstOrDefault(found => found is not null);
        if (other is null)
        {
            return false;
        }
        route.Reading.Report(
            Kind, route.Notify.Receiver.Node, $"{Printable.Quote(receiver)} has been told of each of these alerts by {Printable.Quote($"{other.File.Name}/{other.Draft.Name.Value}")}, which lets later rules see them",
            "remove one of the two, or let them ask for different alerts");
        return true;
    }
}
