using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>The state machine of one alert: what it was, and how a verdict moves it. Time is the slot that is handed in.</summary>
internal sealed class AlertEntry
{
    private static readonly Slot Never = new(long.MaxValue);

    private Slot _since;
    private Slot _clearableSince = Never;
    private Slot _absentSince = Never;
    private readonly List<Slot> _firings = [];

    public AlertState State { get; private set; }

    /// <summary>The first breached slot of this episode.</summary>
    public Slot Incarnation { get; private set; }

    /// <summary>When it began to fire; meaningful in Firing and Recovering.</summary>
    public Slot FiringSince { get; private set; }

    public int Transition { get; private set; }

    /// <summary>Why it is not sent, or null.</summary>
    public string? HeldBy { get; set; }

    /// <summary>Resolved as vanished, and no data since: absence alone does not start it again.</summary>
    public bool IsGone { get; private set; }

    public bool IsFiring => State is AlertState.Firing or AlertState.Recovering;

    /// <summary>Nothing here that a fresh entry would not know.</summary>
    public bool IsForgettable(Slot slot, FlappingPolicy? flapping) =>
        State == AlertState.Inactive && !IsGone
        && (flapping is null || _firings.Count == 0 || slot - _firings[^1] > flapping.Within);

    /// <summary>Moves on; returns the step taken, or null when the state stays.</summary>
    public AlertStep? Step(Observation seen, Slot slot, TimeSpan interval, ThresholdRule rule)
    {
        if (!seen.IsAbsent)
        {
            _absentSince = Never;
            IsGone = false;
        }
        else if (Forget(slot, rule) is { } vanished)
        {
            return vanished;
        }
        if (seen.Kind == ObservationKind.Hold || IsGone)
        {
            // A held breach is not evidence that the breach lasted.
            _since = State == AlertState.Pending && seen.IsDelayed ? _since + interval : _since;
            return null;
        }
        bool breached = seen.Kind == ObservationKind.Breached;
        return State switch
        {
            AlertState.Inactive => breached ? Begin(slot, rule, seen.BreachReason) : null,
            AlertState.Pending when !breached => Move(AlertState.Inactive, ChangeReason.Subsided),
            AlertState.Pending => slot - _since >= rule.For ? Fire(slot, Sustained(seen)) : null,
            AlertState.Firing => breached ? null : Ease(slot, seen.IsClear, rule),
            AlertState.Recovering when breached => Move(AlertState.Firing, ChangeReason.Relapsed),
            _ => Settle(slot, seen.IsClear, rule),
        };
    }

    /// <summary>Ends it for a reason outside its rule.</summary>
    public AlertStep? End(ChangeReason reason) => State == AlertState.Inactive ? null : Move(AlertState.Inactive, reason);

    /// <summary>A step that leaves the state: the alert became unsendable or sendable.</summary>
    public AlertStep Note(ChangeReason reason)
    {
        Transition++;
        return new AlertStep(State, State, reason);
    }

    public void Save(StateWriter writer)
    {
        writer.Write((int)State);
        writer.Write(Incarnation);
        writer.Write(FiringSince);
        writer.Write(Transition);
        writer.WriteOptional(HeldBy);
        writer.Write(IsGone);
        writer.Write(_since);
        writer.Write(_clearableSince);
        writer.Write(_absentSince);
        writer.Write(_firings.Count);
        _firings.ForEach(writer.Write);
    }

    public static AlertEntry Load(StateReader reader)
    {
        var entry = new AlertEntry
        {
            State = (AlertState)reader.ReadInt32(),
            Incarnation = reader.ReadSlot(),
            FiringSince = reader.ReadSlot(),
            Transition = reader.ReadInt32(),
            HeldBy = reader.ReadOptional(),
            IsGone = reader.ReadBoolean(),
            _since = reader.ReadSlot(),
            _clearableSince = reader.ReadSlot(),
            _absentSince = reader.ReadSlot(),
        };
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            entry._firings.Add(reader.ReadSlot());
        }
        return entry;
    }

    private static ChangeReason Sustained(Observation seen) =>
        seen.BreachReason == ChangeReason.Breached ? ChangeReason.Sustained : seen.BreachReason;

    private AlertStep? Forget(Slot slot, ThresholdRule rule)
    {
        _absentSince = _absentSince == Never ? slot : _absentSince;
        TimeSpan patience = rule.ForgetAfter + (rule.NoData == NoDataPolicy.Alert ? rule.For : TimeSpan.Zero);
        if (IsGone || slot - _absentSince < patience)
        {
            return null;
        }
        IsGone = true;
        return End(ChangeReason.Vanished);
    }

    private AlertStep Begin(Slot slot, ThresholdRule rule, ChangeReason reason)
    {
        Incarnation = slot;
        Transition = 0;
        HeldBy = null;
        _since = slot;
        return rule.For == TimeSpan.Zero ? Fire(slot, reason) : Move(AlertState.Pending, reason);
    }

    private AlertStep Fire(Slot slot, ChangeReason reason)
    {
        FiringSince = slot;
        _firings.Add(slot);
        return Move(AlertState.Firing, reason);
    }

    private AlertStep Ease(Slot slot, bool isClear, ThresholdRule rule)
    {
        _clearableSince = isClear ? slot : Never;
        return isClear && Patience(rule) == TimeSpan.Zero
            ? Move(AlertState.Inactive, ChangeReason.Cleared)
            : Move(AlertState.Recovering, ChangeReason.Recovering);
    }

    private AlertStep? Settle(Slot slot, bool isClear, ThresholdRule rule)
    {
        _clearableSince = !isClear ? Never : _clearableSince == Never ? slot : _clearableSince;
        return isClear && slot - _clearableSince >= Patience(rule) ? Move(AlertState.Inactive, ChangeReason.Cleared) : null;
    }

    /// <summary>How long the condition must stay gone: <c>keepFiringFor</c>, or longer for one that flaps.</summary>
    private TimeSpan Patience(ThresholdRule rule)
    {
        if (rule.Flapping is not { } flapping)
        {
            return rule.KeepFiringFor;
        }
        Slot newest = _firings[^1];
        _firings.RemoveAll(firing => newest - firing > flapping.Within);
        return _firings.Count >= flapping.Changes && flapping.Within > rule.KeepFiringFor ? flapping.Within : rule.KeepFiringFor;
    }

    private AlertStep Move(AlertState to, ChangeReason reason)
    {
        var step = new AlertStep(State, to, reason);
        State = to;
        Transition++;
        if (to is AlertState.Firing or AlertState.Inactive)
        {
            _clearableSince = Never;
        }
        return step;
    }
}
