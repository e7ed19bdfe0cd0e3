using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses.Grouping;
using RulesPlatform.Pipeline.Responses.Holding;
using RulesPlatform.Pipeline.Responses.Routing;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// The fourth stage: decides who hears of which alert, when, in what company, and why not. A state machine without clock, threads
/// or I/O: what it answers is a function of the calls made so far, and <see cref="Save"/> holds all of it. Not thread-safe.
/// Instants count in whole milliseconds.
/// </summary>
public sealed class ResponseGenerator
{
    private readonly TrackedAlerts _alerts = new();
    private readonly SilenceBook _silences = new();
    private readonly ResponseLedger _ledger = new();
    private readonly DeadlineQueue _deadlines;
    private readonly HoldRegister _holds;
    private readonly GroupBook _groups;
    private readonly GroupSender _sender;
    private readonly Reactions _reactions;
    private ResponsePlan _plan;
    private Router _router;

    public ResponseGenerator(ResponsePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (_plan, _router) = (plan, new Router(plan));
        _deadlines = new DeadlineQueue(IsCurrent);
        _holds = new HoldRegister(_deadlines);
        _groups = new GroupBook(_alerts, _holds, _deadlines, _ledger) { Plan = plan, Check = new HoldCheck(plan, _silences) };
        _sender = new GroupSender(_groups, _ledger);
        _reactions = new Reactions(_ledger);
    }

    /// <summary>Those that have not ended, in order of creation.</summary>
    public IReadOnlyList<Silence> Silences => _silences.All;

    /// <summary>When <see cref="Fire"/> has something to do next, or null. May lie before the last call's instant.</summary>
    public DateTimeOffset? NextDeadline => _deadlines.Next;

    /// <summary>
    /// Another plan from <paramref name="at"/> on. Firing alerts are routed anew: where a route is gone, whoever heard of the alert by it
    /// hears its end by it and nothing else; where one is new, it begins with a first notification. Actions are not repeated.
    /// </summary>
    public ResponseOutcome Use(ResponsePlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        at = Whole(at);
        FireDue(at);
        Adopt(plan);
        _holds.ForgetOpenings();
        foreach (TrackedAlert alert in _alerts.InOrder().Where(alert => alert.IsFiring))
        {
            Route(alert, isNewEpisode: false, at);
        }
        return Conclude(at);
    }

    /// <summary>Fires what is due up to the slot, takes in the changes, and sends what they make due at once.</summary>
    /// <param name="changes">Any order: the state after all of them counts.</param>
    /// <exception cref="ArgumentException">A change's <see cref="AlertChange.Unsent"/> is not one of the documented texts.</exception>
    public ResponseOutcome Respond(Slot slot, IReadOnlyList<AlertChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        FireDue(slot.Instant);
        List<string> endedHolds = [];
        var touched = new Dictionary<TrackedAlert, Effect>(changes.Count);
        foreach (AlertChange change in changes)
        {
            if (Take(change, endedHolds) is ({ } alert, Effect effect))
            {
                touched[alert] = touched.TryGetValue(alert, out Effect before) && before > effect ? before : effect;
            }
        }
        foreach (AlertChange change in changes)
        {
            if (_alerts.TryGet(change.Id, out TrackedAlert? alert) && touched.Remove(alert, out Effect effect))
            {
                Apply(alert, effect, slot.Instant);
            }
        }
        foreach (Membership membership in endedHolds.Distinct(StringComparer.Ordinal).SelectMany(_holds.HeldBy))
        {
            _groups.Reconsider(membership, slot.Instant);
        }
        return Conclude(slot.Instant);
    }

    /// <summary>
    /// Fires what is due up to and including <paramref name="through"/>, each thing as of the instant it was due. Of a group's
    /// repeats that were missed, only the last is made: an outage is not followed by a burst.
    /// </summary>
    public ResponseOutcome Fire(DateTimeOffset through) => Conclude(Whole(through));

    /// <summary>A silence as of <paramref name="at"/>; repeats of what it matches stop while it lasts.</summary>
    /// <exception cref="ArgumentException">No matchers, or an end that is not after the start and after <paramref name="at"/>.</exception>
    public Silence AddSilence(
        IReadOnlyList<LabelMatcher> matchers, DateTimeOffset startsAt, DateTimeOffset endsAt, string author, string comment, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(matchers);
        (startsAt, endsAt) = (Whole(startsAt), Whole(endsAt));
        if (matchers.Count == 0)
        {
            throw new ArgumentException("A silence without matchers would silence everything; give at least one.", nameof(matchers));
        }
        if (endsAt <= startsAt || endsAt <= at)
        {
            throw new ArgumentException(
                $"A silence must end after it starts and after now; {Text(startsAt)} to {Text(endsAt)} does not at {Text(at)}.", nameof(endsAt));
        }
        string id = string.Create(CultureInfo.InvariantCulture, $"s{++_silences.Made}");
        var silence = new Silence(id, [.. matchers], startsAt, endsAt, author, comment);
        _silences.Add(silence);
        _deadlines.Add(new Deadline(endsAt, DeadlineKind.SilenceEnd, id));
        return silence;
    }

    /// <summary>Ends a silence now. Null where no such silence is left.</summary>
    public ResponseOutcome? ExpireSilence(string id, DateTimeOffset at)
    {
        at = Whole(at);
        if (_silences.Find(id) is not { } silence)
        {
            return null;
        }
        FireDue(at);
        End(silence with { EndsAt = at < silence.EndsAt ? at : silence.EndsAt }, at);
        return Conclude(at);
    }

    /// <summary>
    /// Someone looks after an alert: its groups are neither repeated nor escalated while this episode lasts, until another alert joins
    /// them. Receivers that forget what they do not hear again (Alertmanager) are still reminded. Null where no such alert fires.
    /// </summary>
    /// <param name="fingerprint"><see cref="AlertId.Fingerprint"/>.</param>
    public AlertId? Acknowledge(string fingerprint, string author)
    {
        ArgumentException.ThrowIfNullOrEmpty(author);
        if (_alerts.Firing(fingerprint) is not { } alert)
        {
            return null;
        }
        alert.AcknowledgedBy = author;
        alert.Memberships.FindAll(one => one.IsFiringHere).ForEach(one => one.Group.Acknowledge(one));
        return alert.Id;
    }

    /// <summary>
    /// A notification was handed over or given up. When a group's newest one to a receiver was rejected, the default receiver is told
    /// of the alerts instead, with the reason. Anything else changes nothing.
    /// </summary>
    public ResponseOutcome Settle(string dedupKey, DeliveryReceipt receipt, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        at = Whole(at);
        if (receipt.Outcome == DeliveryOutcome.Retry || !_groups.TrySettle(dedupKey, out AlertGroup? group, out string receiver)
            || receipt.Outcome == DeliveryOutcome.Delivered || receiver == _plan.DefaultReceiver)
        {
            return ResponseOutcome.Nothing;
        }
        FireDue(at);
        Route instead = _router.Default($"{receiver} could not be told: {receipt.Detail}");
        foreach (Membership one in group.Members.Where(one => one.IsFiringHere && one.Heard != 0).OrderBy(one => one.Alert.Id).ToArray())
        {
            _groups.Place(one.Alert, instead, isNewEpisode: false, at);
        }
        return Conclude(at);
    }

    /// <summary>Everything but the plan.</summary>
    public void Save(StateWriter state) => new ResponseState(_alerts, _silences, _groups, _holds).Save(state);

    /// <summary>Restores what <see cref="Save"/> wrote under the plan that is in use now; to go on with another one, <see cref="Use"/> it afterwards.</summary>
    /// <exception cref="InvalidOperationException">It holds something already.</exception>
    /// <exception cref="InvalidDataException">The state is of another format.</exception>
    public void Load(StateReader state)
    {
        if (_alerts.Count > 0 || _silences.Made > 0)
        {
            throw new InvalidOperationException("Responses are loaded into a new generator only: this one holds alerts or silences already.");
        }
        new ResponseState(_alerts, _silences, _groups, _holds).Load(state, _plan.Calendars);
        Adopt(_plan);
        Array.ForEach(_alerts.InOrder(), _groups.Check.Await);
        foreach (Silence silence in _silences.All)
        {
            _deadlines.Add(new Deadline(silence.EndsAt, DeadlineKind.SilenceEnd, silence.Id));
        }
    }

    private void Adopt(ResponsePlan plan)
    {
        (_plan, _router) = (plan, new Router(plan));
        (_groups.Plan, _groups.Check) = (plan, new HoldCheck(plan, _silences));
        foreach (TrackedAlert alert in _alerts.InOrder().Where(alert => alert.IsFiring))
        {
            _groups.Check.Add(alert);
        }
    }

    /// <summary>Brings the alert itself up to date; null where the change is none of our business.</summary>
    private (TrackedAlert Alert, Effect Effect)? Take(AlertChange change, List<string> endedHolds)
    {
        var stated = AlertLimits.StatedBy(change);
        bool fires = change.To is AlertState.Firing or AlertState.Recovering;
        bool wasFiring = _alerts.TryGet(change.Id, out TrackedAlert? alert) && alert.IsFiring;
        if (!fires && !wasFiring)
        {
            return null;
        }
        AlertFacts seen = TrackedAlert.Seen(change.Facts);
        if (alert is null)
        {
            alert = new TrackedAlert(change.Id) { Facts = seen, Annotations = change.Annotations, Stated = stated };
            _alerts.Add(alert);
        }
        if (wasFiring)
        {
            _groups.Check.Remove(alert, endedHolds);
        }
        bool begins = fires && (!wasFiring || alert.Incarnation != change.Incarnation);
        bool isRelabelled = alert.Labels != seen.Labels;
        (alert.Facts, alert.Annotations, alert.Stated) = (seen, change.Annotations, stated);
        if (begins)
        {
            alert.Begin(change);
        }
        if (!fires)
        {
            alert.End(change);
            return (alert, Effect.Updated);
        }
        _groups.Check.Add(alert);
        return (alert, begins ? Effect.Began : isRelabelled ? Effect.Relabelled : Effect.Updated);
    }

    private void Apply(TrackedAlert alert, Effect effect, DateTimeOffset at)
    {
        if (!alert.IsFiring)
        {
            _holds.Set(alert, [], _plan.Calendars, at);
            _groups.End(alert, at);
        }
        else if (effect == Effect.Updated)
        {
            alert.Memberships.ForEach(one => _groups.Reconsider(one, at));
        }
        else
        {
            Route(alert, effect == Effect.Began, at);
        }
    }

    private void Route(TrackedAlert alert, bool isNewEpisode, DateTimeOffset at)
    {
        RoutingDecision decision = _router.Decide(alert.Facts, at);
        foreach (PassedOverRule one in isNewEpisode ? decision.PassedOver : decision.PassedOver.Except(alert.PassedOver))
        {
            _ledger.Suppress(alert.Id, one.Rule, "calendar", one.Calendar);
        }
        _holds.Set(alert, decision.PassedOver, _plan.Calendars, at);
        _groups.Place(alert, decision.Routes, isNewEpisode, at);
        foreach (ResponseRule rule in isNewEpisode ? decision.Actions : [])
        {
            _reactions.React(rule, alert, _groups.Check.Find(alert, null, at), at);
        }
    }

    private ResponseOutcome Conclude(DateTimeOffset at)
    {
        FireDue(at);
        _groups.ReportDeferred();
        return _ledger.Close();
    }

    private void FireDue(DateTimeOffset through)
    {
        while (_deadlines.TryTake(through, out Deadline deadline))
        {
            switch (deadline.Kind)
            {
                case DeadlineKind.SilenceEnd:
                    End(_silences.Find(deadline.Name)!, deadline.Due);
                    break;
                case DeadlineKind.CalendarOpening:
                    Open(deadline.Name, deadline.Due);
                    break;
                case DeadlineKind.Group:
                    _sender.Fire(deadline.Group!, deadline.Due, through);
                    break;
            }
        }
    }

    private void End(Silence silence, DateTimeOffset at)
    {
        _silences.Remove(silence.Id);
        _ledger.Add(silence);
        foreach (Membership membership in _holds.HeldBy(Hold.SilenceKey(silence.Id)))
        {
            _groups.Reconsider(membership, at);
        }
    }

    private void Open(string calendar, DateTimeOffset at)
    {
        _holds.Opened(calendar);
        foreach (TrackedAlert alert in _holds.PassedOverBy(calendar))
        {
            Route(alert, isNewEpisode: false, at);
        }
        foreach (Membership membership in _holds.HeldBy(Hold.CalendarKey(calendar)))
        {
            _groups.Reconsider(membership, at);
        }
    }

    private bool IsCurrent(Deadline deadline) => deadline.Kind switch
    {
        DeadlineKind.SilenceEnd => _silences.Find(deadline.Name)?.EndsAt == deadline.Due,
        DeadlineKind.CalendarOpening => _holds.IsOpening(deadline.Name, deadline.Due),
        _ => deadline.Group!.Due == deadline.Due,
    };

    private static DateTimeOffset Whole(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static string Text(DateTimeOffset instant) => new Slot(instant.ToUnixTimeMilliseconds()).ToString();

    /// <summary>What a change did to a firing alert; of several the last here counts.</summary>
    private enum Effect
    {
        Updated,
        Relabelled,
        Began,
    }
}
