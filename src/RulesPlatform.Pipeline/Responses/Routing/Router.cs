using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses.Routing;

/// <summary>Tries a plan's response rules in order.</summary>
internal sealed class Router(ResponsePlan plan)
{
    private static readonly string[] s_defaultGroupBy = ["alertname"];

    private readonly NotifyAction _default = new(
        plan.DefaultReceiver, s_defaultGroupBy, TimeSpan.Zero, plan.DefaultInterval, plan.DefaultRepeat, SendResolved: true, []);

    public RoutingDecision Decide(AlertFacts alert, DateTimeOffset at)
    {
        List<Route> routes = [];
        List<ResponseRule> actions = [];
        List<PassedOverRule> passedOver = [];
        List<string> notes = [];
        bool isRouted = false;
        foreach (ResponseRule rule in plan.Responses)
        {
            if (rule.Action is NotifyAction && isRouted)
            {
                continue;
            }
            bool isOpen = IsOpen(rule.ActiveWhen, at);
            if (!Matches(rule, alert, out string? fault))
            {
                if (fault is not null && isOpen)
                {
                    notes.Add(fault);
                }
                continue;
            }
            switch (rule.Action)
            {
                case NotifyAction when !isOpen:
                    passedOver.Add(new PassedOverRule(rule.Id, rule.ActiveWhen!));
                    break;
                case NotifyAction notify:
                    routes.Add(new Route(rule.Id, notify, rule.ActiveWhen, null));
                    isRouted = !rule.Continue;
                    break;
                case RunAction run when isOpen && !plan.Commands.ContainsKey(run.Command):
                    notes.Add($"Response rule {rule.Id} ({rule.Origin}) names the command {run.Command}, which ruleset.json does not allow.");
                    break;
                case ResponseAction when isOpen:
                    actions.Add(rule);
                    break;
            }
        }
        if (routes.Count == 0)
        {
            notes.Add(NothingRoutes(passedOver));
        }
        if (notes.Count > 0)
        {
            routes.Add(Default(string.Join('\n', notes)));
        }
        return new RoutingDecision(routes, actions, passedOver);
    }

    public Route Default(string note) => new(Route.Default, _default, null, note);

    private bool IsOpen(string? calendar, DateTimeOffset at) =>
        calendar is null || !plan.Calendars.TryGetValue(calendar, out Calendar? times) || times.IsOpen(at);

    private static bool Matches(ResponseRule rule, AlertFacts alert, out string? fault)
    {
        fault = null;
        try
        {
            return rule.Matches(alert);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            fault = $"Response rule {rule.Id} ({rule.Origin}) failed: {failure.Message}";
            return false;
        }
    }

    private static string NothingRoutes(List<PassedOverRule> passedOver) => passedOver.Count == 0
        ? "No response rule routes this alert."
        : $"No response rule routes this alert now: {string.Join(", ", passedOver.Select(one => $"{one.Rule} is outside {one.Calendar}"))}.";
}
