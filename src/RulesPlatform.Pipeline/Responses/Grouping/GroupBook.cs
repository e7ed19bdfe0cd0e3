using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses.Holding;
using RulesPlatform.Pipeline.Responses.Routing;

namespace RulesPlatform.Pipeline.Responses.Grouping;

/// <summary>All groups: puts alerts in and takes them out, and sees to it that each group's next deadline is queued.</summary>
internal sealed class GroupBook(TrackedAlerts alerts, HoldRegister holds, DeadlineQueue deadlines, ResponseLedger ledger)
{
    private readonly Dictionary<(string Receiver, string Key), AlertGroup> _groups = [];
    private readonly Dictionary<string, AlertGroup> _unsettled = new(StringComparer.Ordinal);
    private readonly List<Membership> _announced = [];

    public required ResponsePlan Plan { get; set; }

    public required HoldCheck Check { get; set; }

    public AlertGroup[] InOrder() =>
        [.. _groups.Values.OrderBy(group => group.Key, StringComparer.Ordinal).ThenBy(group => group.Receiver, StringComparer.Ordinal)];

    /// <summary>Puts an alert where its routes lead, and takes it from where they no longer do.</summary>
    public void Place(TrackedAlert alert, IEnumerable<Route> routes, bool isNewEpisode, DateTimeOffset at)
    {
        if (isNewEpisode)
        {
            alert.Memberships.ForEach(one => one.IsNews = true);
        }
        List<AlertGroup> wanted = [];
        foreach (Route route in routes)
        {
            wanted.Add(Place(alert, route, isNewEpisode, at));
        }
        foreach (Membership membership in alert.Memberships.Where(one => !wanted.Contains(one.Group) && !one.HasDeparted).ToArray())
        {
            Depart(membership, at);
        }
    }

    /// <summary>Puts an alert into the group that one route leads to; where it is there already, brings it up to date.</summary>
    public AlertGroup Place(TrackedAlert alert, Route route, bool isNewEpisode, DateTimeOffset at)
    {
        AlertGroup group = Find(alert, route);
        Membership? membership = alert.Memberships.Find(one => one.Group == group);
        bool isNewcomer = membership is null || isNewEpisode;
        if (membership is null)
        {
            membership = new Membership(alert, group);
            alert.Memberships.Add(membership);
            group.Members.Add(membership);
            alert.Joins++;
        }
        (membership.HasDeparted, membership.WithdrawnAt, membership.Note) = (false, null, route.Note);
        membership.IsNews |= isNewcomer || (membership.SentLabels is { } sent && sent != alert.Labels);
        if (isNewcomer)
        {
            Join(membership);
            group.Wake(at);
        }
        Reconsider(membership, at);
        return group;
    }

    /// <summary>A newcomer that someone looks after brings that along; any other ends what was acknowledged without it.</summary>
    private static void Join(Membership newcomer)
    {
        newcomer.AcknowledgementMark = -1;
        if (newcomer.Alert.AcknowledgedBy is null)
        {
            newcomer.Group.AcknowledgementMark++;
        }
        else
        {
            newcomer.Group.Acknowledge(newcomer);
        }
    }

    /// <summary>The alert is over: whoever has heard of it is told; whoever has not never will.</summary>
    public void End(TrackedAlert alert, DateTimeOffset at)
    {
        foreach (Membership membership in alert.Memberships.ToArray())
        {
            holds.Set(membership, null, Plan.Calendars, at);
            membership.Group.Wake(at);
            if (membership.IsOver && membership.Group.Pacing.SendResolved)
            {
                Announce(membership, at);
            }
            else
            {
                Leave(membership);
            }
            Schedule(membership.Group);
        }
        alerts.ForgetIfDone(alert);
    }

    /// <summary>What holds the membership now, reported where it is another reason than before.</summary>
    public Hold? Judge(Membership membership, DateTimeOffset at)
    {
        Hold? hold = Check.Find(membership.Alert, membership.Group.Calendar, at);
        if (hold is not null && !hold.Reads(membership.Held))
        {
            ledger.Suppress(membership.Alert.Id, membership.Group.Route, hold.Cause, hold.By);
        }
        if (hold is not null || membership.Held is not null)
        {
            holds.Set(membership, hold, Plan.Calendars, at);
        }
        return hold;
    }

    /// <summary>Looks again whether a firing membership may be sent, and announces it if it is news. One that has left is passed over.</summary>
    public void Reconsider(Membership membership, DateTimeOffset at)
    {
        if (!membership.Group.Members.Contains(membership))
        {
            return;
        }
        if (membership.IsFiringHere)
        {
            bool wasHeld = membership.Held is not null;
            bool isFree = Judge(membership, at) is null;
            if (isFree && membership.IsNews)
            {
                Announce(membership, at);
            }
            if (isFree && wasHeld)
            {
                membership.Group.Wake(at);
            }
        }
        Schedule(membership.Group);
    }

    public void Leave(Membership membership)
    {
        AlertGroup group = membership.Group;
        holds.Set(membership, null, Plan.Calendars, default);
        group.Members.Remove(membership);
        membership.Alert.Memberships.Remove(membership);
        if (group.Members.Count == 0)
        {
            group.HasEnded = true;
            _groups.Remove((group.Receiver, group.Key));
            foreach (string dedupKey in group.Unsettled.Values)
            {
                _unsettled.Remove(dedupKey);
            }
        }
        alerts.ForgetIfDone(membership.Alert);
    }

    /// <summary>Remembers a notification until its receipt, or until the group's next one to the same receiver.</summary>
    public void Sent(AlertGroup group, string receiver, string dedupKey)
    {
        if (group.Unsettled.TryGetValue(receiver, out string? before))
        {
            _unsettled.Remove(before);
        }
        group.Unsettled[receiver] = dedupKey;
        _unsettled[dedupKey] = group;
    }

    public bool TrySettle(string dedupKey, [NotNullWhen(true)] out AlertGroup? group, out string receiver)
    {
        receiver = "";
        if (!_unsettled.Remove(dedupKey, out group))
        {
            return false;
        }
        receiver = group.Unsettled.First(pair => pair.Value == dedupKey).Key;
        group.Unsettled.Remove(receiver);
        return true;
    }

    public void Schedule(AlertGroup group)
    {
        DateTimeOffset? due = group.Due;
        if (due is { } at && due != group.QueuedFor)
        {
            deadlines.Add(Deadline.Of(group, at));
        }
        group.QueuedFor = due;
    }

    /// <summary>Reports, at the end of a call, what it announced and did not send.</summary>
    public void ReportDeferred()
    {
        foreach (Membership membership in _announced.Distinct())
        {
            bool isWaiting = membership.IsOver || (membership.IsFiringHere && membership.IsNews && membership.Held is null);
            if (isWaiting && membership.Group is { HasEnded: false, FlushAt: { } flushAt })
            {
                ledger.Suppress(membership.Alert.Id, membership.Group.Route, "grouping", new Slot(flushAt.ToUnixTimeMilliseconds()).ToString());
            }
        }
        _announced.Clear();
    }

    public void Restore(AlertGroup group)
    {
        _groups.Add((group.Receiver, group.Key), group);
        foreach (string dedupKey in group.Unsettled.Values)
        {
            _unsettled[dedupKey] = group;
        }
        Schedule(group);
    }

    private AlertGroup Find(TrackedAlert alert, Route route)
    {
        string receiver = route.Action.Receiver;
        var pacing = Pacing.Of(route.Action, Plan.Receivers.GetValueOrDefault(receiver));
        bool isAlone = route.Action.GroupBy is null || pacing.KeepsAlive;
        LabelSet labels = isAlone ? alert.Labels : alert.Labels.Pick(route.Action.GroupBy!);
        string key = AlertGroup.KeyOf(route.Rule, isAlone ? alert.Id.ToString() : labels.ToString());
        if (!_groups.TryGetValue((receiver, key), out AlertGroup? group))
        {
            string life = string.Create(CultureInfo.InvariantCulture, $"{alert.Fingerprint} {alert.Incarnation.UnixMs} {alert.Joins}");
            group = new AlertGroup(receiver, route.Rule, key, labels, life) { Pacing = pacing };
            _groups.Add((receiver, key), group);
        }
        (group.Pacing, group.Calendar, group.Labels) = (pacing, route.Calendar, labels);
        return group;
    }

    private void Depart(Membership membership, DateTimeOffset at)
    {
        if (membership.Heard == 0)
        {
            Leave(membership);
            return;
        }
        membership.HasDeparted = true;
        holds.Set(membership, null, Plan.Calendars, at);
        if (membership.SentLabels is { } sent && sent != membership.Alert.Labels)
        {
            membership.WithdrawnAt = at;
            Announce(membership, at);
        }
        membership.Group.Wake(at);
        Schedule(membership.Group);
    }

    private void Announce(Membership membership, DateTimeOffset at)
    {
        membership.Group.Announce(at);
        _announced.Add(membership);
    }
}
