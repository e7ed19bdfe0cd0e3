using System.Globalization;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

/// <summary>
/// Listens to what is said of a <see cref="World"/> and objects where a promise is broken. Knows nothing of how the generator works:
/// why an alert is held is worked out anew, by looking at everything.
/// </summary>
internal sealed class WorldWitness(World world)
{
    private static readonly TimeSpan s_longestWait = Given.Minutes(2 + 5);

    private readonly HashSet<string> _keys = [];
    private readonly HashSet<(string Receiver, string Group, string Alert)> _heard = [];
    private readonly Dictionary<(string Receiver, string Group), DateTimeOffset> _spoken = [];
    private readonly Dictionary<(string Alert, string Route), (string Cause, string By, DateTimeOffset At)> _excuses = [];
    private readonly Dictionary<string, DateTimeOffset> _told = [];

    /// <summary>Firing alerts somebody has heard of and has not heard the end of.</summary>
    public int Open => _heard.Count;

    public int Notifications => _keys.Count;

    public void Hear(ResponseOutcome outcome)
    {
        foreach (Notification one in outcome.Notifications)
        {
            Assert.IsTrue(_keys.Add(one.DedupKey), $"the dedup key of {one.Route} at {one.DueAt:u} was used before");
            Assert.IsTrue(one.DueAt <= world.Now, $"{one.Route} speaks at {one.DueAt:u}, before its time");
            Assert.IsTrue(one.Alerts.Count > 0, $"{one.Route} has nothing to say at {one.DueAt:u}");
            CheckRepeat(one);
            foreach (NotifiedAlert alert in one.Alerts.OrderBy(alert => alert.IsFiring))
            {
                Hear(one, alert);
            }
        }
        foreach (Suppression one in outcome.Suppressions)
        {
            _excuses[(one.Alert.Fingerprint, one.Route)] = (one.Cause, one.By, world.Now);
        }
    }

    /// <summary>Every alert that fires has been told of in this episode, is held for a reason that exists, or waits for an instant that has not come.</summary>
    public void CheckNobodyIsForgotten(ResponseGenerator generator)
    {
        foreach ((string alert, (DateTimeOffset since, _)) in world.Firing)
        {
            string fingerprint = Given.Id(alert).Fingerprint;
            bool isTold = _told.TryGetValue(fingerprint, out DateTimeOffset told) && told >= since;
            bool isExcused = _excuses.Any(one => one.Key.Alert == fingerprint && one.Value.At >= since && IsSo(alert, one.Value.Cause, one.Value.By, generator));
            Assert.IsTrue(isTold || isExcused, $"{alert} fires since {since:u}, nobody was told by {world.Now:u}, and the reasons given are: "
                + string.Join("; ", _excuses.Where(one => one.Key.Alert == fingerprint).Select(one => $"{one.Key.Route} {one.Value}")));
        }
    }

    private void Hear(Notification one, NotifiedAlert alert)
    {
        (string Receiver, string GroupKey, string Fingerprint) ear = (one.Receiver, one.GroupKey, alert.Fingerprint);
        if (alert.IsFiring)
        {
            _heard.Add(ear);
            _told[alert.Fingerprint] = world.Now;
        }
        else
        {
            Assert.IsTrue(_heard.Remove(ear), $"{one.Receiver} hears the end of {alert.Labels} at {one.DueAt:u} without its beginning");
        }
    }

    /// <summary>Receivers that were escalated to are told what their group's own receiver is told, when it is: they are not looked at, nor are groups whose receiver the last call changed.</summary>
    private void CheckRepeat(Notification one)
    {
        if (one.Cause == NotificationCause.Repeated && _spoken.TryGetValue((one.Receiver, one.GroupKey), out DateTimeOffset before))
        {
            TimeSpan[] paces = [.. new[] { world.PlanBefore, world.Plan }.SelectMany(plan => Pace(plan, one))];
            Assert.IsTrue(paces.Length < 2 || before + paces.Min() <= one.DueAt, $"{one.Route} repeats itself too early at {one.DueAt:u}: it spoke at {before:u}");
        }
        if (one.Cause != NotificationCause.Escalated)
        {
            _spoken[(one.Receiver, one.GroupKey)] = one.DueAt;
        }
    }

    private static IEnumerable<TimeSpan> Pace(ResponsePlan plan, Notification one) =>
        from rule in plan.Responses
        where rule.Id == one.Route
        let tell = (NotifyAction)rule.Action
        where tell.Receiver == one.Receiver
        select plan.Receivers[tell.Receiver].Settings is AlertmanagerReceiverSettings ? Given.Minutes(1) : tell.Repeat;

    private bool IsSo(string alert, string cause, string by, ResponseGenerator generator) => cause switch
    {
        "grouping" => DateTimeOffset.Parse(by, CultureInfo.InvariantCulture) is var due && due >= world.Now && due <= world.Now + s_longestWait,
        "silence" => generator.Silences.Any(one => one.Id == by && one.IsActive(world.Now)),
        "inhibition" => Fires(other => Given.SeverityOf(other) == "critical" && other.Split('@')[1] == alert.Split('@')[1]),
        "dependency" => Fires(other => Given.RuleOf(other) == by && other.Split('@')[1] == alert.Split('@')[1]),
        "calendar" => !world.Plan.Calendars[by].IsOpen(world.Now),
        "shadow" => world.Plan.Limits.TryGetValue(Given.RuleOf(alert), out AlertLimits? limits) && limits.Mode == RuleMode.Shadow,
        _ => false,
    };

    private bool Fires(Func<string, bool> predicate) => world.Firing.Keys.Any(predicate);
}
