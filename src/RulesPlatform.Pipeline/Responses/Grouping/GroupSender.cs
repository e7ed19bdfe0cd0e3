using RulesPlatform.Pipeline.Responses.Routing;

namespace RulesPlatform.Pipeline.Responses.Grouping;

/// <summary>Lets a group speak when it is due: news, repeats, escalation.</summary>
internal sealed class GroupSender(GroupBook groups, ResponseLedger ledger)
{
    private const int MaxNotes = 3;

    /// <param name="through">Up to where the caller fires: of several repeats missed until then only the last is made.</param>
    public void Fire(AlertGroup group, DateTimeOffset due, DateTimeOffset through)
    {
        group.QueuedFor = null;
        if (group.FlushAt is not null || !(group.RepeatAt <= due) || !SkipMissedRepeats(group, through))
        {
            Speak(group, due);
        }
        groups.Schedule(group);
    }

    private void Speak(AlertGroup group, DateTimeOffset due)
    {
        (bool isFlush, bool isRepeat, bool isStep) = (group.FlushAt <= due, group.RepeatAt <= due, group.EscalateAt <= due);
        Membership[] members = [.. group.Members.OrderBy(one => one.Alert.Id)];
        Membership[] firing = [.. members.Where(one => one.IsFiringHere && groups.Judge(one, due) is null)];
        Membership[] over = [.. members.Where(one => one.IsOver)];
        Membership? acknowledged = Array.Find(members, one => one.IsAcknowledged);
        bool hasNews = over.Length > 0 || firing.Any(one => one.IsNews);
        bool mayEscalate = firing.Length > 0 && acknowledged is null;
        bool mayRepeat = mayEscalate || (firing.Length > 0 && group.Pacing.KeepsAlive);
        group.FlushAt = isFlush ? null : group.FlushAt;
        if ((isFlush && hasNews) || (isRepeat && mayRepeat))
        {
            Send(group, hasNews, firing, over, due);
        }
        else
        {
            group.IsRepeatPaused |= isRepeat;
        }
        if (isStep && mayEscalate)
        {
            Escalate(group, firing, due);
        }
        group.IsEscalationPaused |= isStep && !mayEscalate;
        if (acknowledged is not null && (isStep || group.IsRepeatPaused))
        {
            ReportAcknowledged(firing, acknowledged);
        }
    }

    private static bool SkipMissedRepeats(AlertGroup group, DateTimeOffset through)
    {
        long missed = (through - group.RepeatAt!.Value).Ticks / group.Pacing.Repeat.Ticks;
        if (missed > 0)
        {
            group.RepeatFrom = group.RepeatAt.Value + (missed - 1) * group.Pacing.Repeat;
        }
        return missed > 0;
    }

    private void Send(AlertGroup group, bool hasNews, Membership[] firing, Membership[] over, DateTimeOffset due)
    {
        NotificationCause cause = group.Sent == 0 ? NotificationCause.First
            : firing.Length == 0 ? NotificationCause.Resolved
            : hasNews ? NotificationCause.Changed
            : NotificationCause.Repeated;
        int number = group.Sent++;
        ulong everyone = 0;
        for (int i = 0; i < group.Audience.Count; i++)
        {
            ulong bit = Bit(i);
            everyone |= bit;
            IEnumerable<(Membership, NotifiedAlert)> ended = firing.Concat(over).Where(one => (one.Heard & bit) != 0).SelectMany(one => Ended(one, due));
            Hand(group, group.Audience[i], cause, number, [.. firing.Select(Now), .. ended], due);
        }
        foreach (Membership one in firing)
        {
            one.Heard |= everyone;
            one.IsNews = false;
            one.SentLabels = group.Pacing.KeepsAlive ? one.Alert.Labels : null;
        }
        (group.FlushAt, group.LastSentAt, group.RepeatFrom, group.IsRepeatPaused) = (null, due, due, false);
        group.FirstSentAt ??= due;
        foreach (Membership one in over)
        {
            groups.Leave(one);
        }
    }

    private void Escalate(AlertGroup group, Membership[] firing, DateTimeOffset due)
    {
        string receiver = group.Pacing.Escalation[group.NextStep++].Receiver;
        int index = group.Audience.IndexOf(receiver);
        if (index < 0)
        {
            index = group.Audience.Count;
            group.Audience.Add(receiver);
        }
        Hand(group, receiver, NotificationCause.Escalated, group.Sent++, [.. firing.Select(Now)], due);
        foreach (Membership one in firing)
        {
            one.Heard |= Bit(index);
        }
    }

    private void Hand(
        AlertGroup group, string receiver, NotificationCause cause, int number, (Membership Member, NotifiedAlert Told)[] alerts, DateTimeOffset due)
    {
        if (alerts.Length == 0)
        {
            return;
        }
        var notification = new Notification
        {
            DedupKey = DedupKey.Of(receiver, group.Key, group.Life, number, [.. alerts.Select(one => (one.Member.Alert, one.Told))]),
            Receiver = receiver,
            Route = group.Route,
            Cause = cause,
            GroupKey = group.Key,
            GroupLabels = group.Labels,
            DueAt = due,
            Alerts = [.. alerts.Select(one => one.Told)],
            Note = Note(alerts.Select(one => one.Member)),
        };
        groups.Sent(group, receiver, notification.DedupKey);
        ledger.Add(notification);
    }

    private void ReportAcknowledged(Membership[] firing, Membership acknowledged)
    {
        foreach (Membership one in firing.Where(one => one.AcknowledgementsReported < one.Group.Acknowledgements))
        {
            one.AcknowledgementsReported = one.Group.Acknowledgements;
            ledger.Suppress(one.Alert.Id, one.Group.Route, "acknowledged", acknowledged.Alert.AcknowledgedBy!);
        }
    }

    private static (Membership, NotifiedAlert) Now(Membership one) => (one, one.Alert.Describe());

    /// <summary>What a receiver that has heard of the alert must hear the end of: the alert, or the labels it had.</summary>
    private static IEnumerable<(Membership, NotifiedAlert)> Ended(Membership one, DateTimeOffset due)
    {
        TrackedAlert alert = one.Alert;
        if (one.IsOver)
        {
            yield return (one, alert.Describe(one.SentLabels ?? alert.Labels, one.WithdrawnAt ?? alert.EndedAt));
        }
        else if (one.SentLabels is { } sent && sent != alert.Labels)
        {
            yield return (one, alert.Describe(sent, due));
        }
    }

    private static string? Note(IEnumerable<Membership> members)
    {
        string[] notes = [.. members.Select(one => one.Note).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return notes.Length == 0 ? null
            : string.Join('\n', notes.Take(MaxNotes)) + (notes.Length > MaxNotes ? $"\nand {notes.Length - MaxNotes} more reasons" : "");
    }

    /// <summary>Receivers beyond the 64th share a bit: they may hear of an end whose beginning they have not heard.</summary>
    private static ulong Bit(int audience) => 1UL << Math.Min(audience, 63);
}
