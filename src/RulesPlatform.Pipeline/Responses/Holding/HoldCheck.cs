using RulesPlatform.Pipeline.Responses.Routing;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses.Holding;

/// <summary>Whether an alert may be sent now, and if not, why: of several reasons the first of shadow, dependency, calendar, silence, inhibition.</summary>
internal sealed class HoldCheck(ResponsePlan plan, SilenceBook silences)
{
    private readonly InhibitionIndex _inhibitions = new(plan.Inhibitions);
    private readonly DependencyIndex _dependencies = new();

    /// <summary>An alert began firing: from now on it may hold others. Shadow alerts hold only those whose rule names theirs.</summary>
    public void Add(TrackedAlert alert)
    {
        _dependencies.Add(alert.Id);
        if (!IsShadow(alert))
        {
            _inhibitions.Add(alert.Labels);
        }
    }

    /// <summary>The reverse of <see cref="Add"/>, with the same facts; keys of holds that may have ended go to <paramref name="ended"/>.</summary>
    public void Remove(TrackedAlert alert, List<string> ended)
    {
        _dependencies.Remove(alert.Id, ended);
        if (!IsShadow(alert))
        {
            _inhibitions.Remove(alert.Labels, ended);
        }
    }

    /// <summary>An alert that may have been held before this index was made: prepares to say when what it depends on ends.</summary>
    public void Await(TrackedAlert alert)
    {
        foreach (string rule in LimitsOf(alert).DependsOn)
        {
            _dependencies.Find(rule, alert.Id);
        }
    }

    /// <param name="routeCalendar">The calendar of the route that wants to send it, or null.</param>
    public Hold? Find(TrackedAlert alert, string? routeCalendar, DateTimeOffset at)
    {
        AlertLimits limits = LimitsOf(alert);
        if (limits.Mode == RuleMode.Shadow)
        {
            return new Hold("shadow", alert.Id.Rule, "");
        }
        foreach (string rule in limits.DependsOn)
        {
            if (_dependencies.Find(rule, alert.Id) is { } dependency)
            {
                return dependency;
            }
        }
        return Closed(limits.ActiveWhen, at) ?? Closed(routeCalendar, at) ?? silences.Find(alert.Labels, at) ?? _inhibitions.Find(alert.Labels);
    }

    private bool IsShadow(TrackedAlert alert) => LimitsOf(alert).Mode == RuleMode.Shadow;

    private AlertLimits LimitsOf(TrackedAlert alert) => plan.Limits.GetValueOrDefault(alert.Id.Rule) ?? alert.Stated;

    private Hold? Closed(string? calendar, DateTimeOffset at) =>
        calendar is not null && plan.Calendars.TryGetValue(calendar, out Calendar? times) && !times.IsOpen(at)
            ? new Hold("calendar", calendar, Hold.CalendarKey(calendar))
            : null;
}
