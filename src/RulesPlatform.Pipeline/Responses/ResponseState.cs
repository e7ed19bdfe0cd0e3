using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses.Grouping;
using RulesPlatform.Pipeline.Responses.Holding;
using RulesPlatform.Pipeline.Responses.Routing;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// Writes and reads what <see cref="ResponseGenerator"/> remembers, in a fixed order: equal states give equal bytes. Indices and the
/// deadline queue are not written; they follow from the rest.
/// </summary>
internal sealed class ResponseState(TrackedAlerts alerts, SilenceBook silences, GroupBook groups, HoldRegister holds)
{
    private const int Format = 1;

    public void Save(StateWriter state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Write(Format);
        SaveSilences(state);
        Save(state, holds.Openings, opening => { state.Write(opening.Key); state.Write(opening.Value); });
        AlertGroup[] inOrder = groups.InOrder();
        Save(state, inOrder, group => Save(state, group));
        var places = inOrder.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Save(state, alerts.InOrder(), alert => Save(state, alert, places));
    }

    public void Load(StateReader state, IReadOnlyDictionary<string, Calendar> calendars)
    {
        ArgumentNullException.ThrowIfNull(state);
        int format = state.ReadInt32();
        if (format != Format)
        {
            throw new InvalidDataException($"Responses were saved in format {format}; this version reads {Format}.");
        }
        LoadSilences(state);
        Load(state, () => holds.Restore(state.ReadString(), state.ReadInstant()));
        List<AlertGroup> inOrder = [];
        Load(state, () => inOrder.Add(LoadGroup(state)));
        Load(state, () => LoadAlert(state, inOrder, calendars));
        inOrder.ForEach(groups.Restore);
    }

    private void SaveSilences(StateWriter state)
    {
        state.Write(silences.Made);
        Save(state, silences.All, silence =>
        {
            state.Write(silence.Id);
            Save(state, silence.Matchers, matcher => { state.Write(matcher.Name); state.Write(matcher.Text); });
            state.Write(silence.StartsAt);
            state.Write(silence.EndsAt);
            state.Write(silence.Author);
            state.Write(silence.Comment);
        });
    }

    private void LoadSilences(StateReader state)
    {
        silences.Made = state.ReadInt32();
        Load(state, () =>
        {
            string id = state.ReadString();
            List<LabelMatcher> matchers = [];
            Load(state, () => matchers.Add(LabelMatcher.Parse(state.ReadString(), state.ReadString())));
            silences.Add(new Silence(id, matchers, state.ReadInstant(), state.ReadInstant(), state.ReadString(), state.ReadString()));
        });
    }

    private static void Save(StateWriter state, AlertGroup group)
    {
        state.Write(group.Receiver);
        state.Write(group.Route);
        state.Write(group.Key);
        state.Write(group.Labels);
        state.Write(group.Life);
        group.Pacing.Save(state);
        state.WriteOptional(group.Calendar);
        Save(state, group.Audience.Skip(1).ToArray(), state.Write);
        Save(state, group.Unsettled, pair => { state.Write(pair.Key); state.Write(pair.Value); });
        Save(state, group.FlushAt);
        Save(state, group.RepeatFrom);
        Save(state, group.FirstSentAt);
        Save(state, group.LastSentAt);
        state.Write(group.Sent);
        state.Write(group.NextStep);
        state.Write(group.IsRepeatPaused);
        state.Write(group.IsEscalationPaused);
        state.Write(group.NotBefore);
        state.Write(group.AcknowledgementMark);
        state.Write(group.Acknowledgements);
    }

    private static AlertGroup LoadGroup(StateReader state)
    {
        var group = new AlertGroup(state.ReadString(), state.ReadString(), state.ReadString(), state.ReadLabels(), state.ReadString())
        {
            Pacing = Pacing.Load(state),
            Calendar = state.ReadOptional(),
        };
        Load(state, () => group.Audience.Add(state.ReadString()));
        Load(state, () => group.Unsettled.Add(state.ReadString(), state.ReadString()));
        group.FlushAt = LoadInstant(state);
        group.RepeatFrom = LoadInstant(state);
        group.FirstSentAt = LoadInstant(state);
        group.LastSentAt = LoadInstant(state);
        group.Sent = state.ReadInt32();
        group.NextStep = state.ReadInt32();
        group.IsRepeatPaused = state.ReadBoolean();
        group.IsEscalationPaused = state.ReadBoolean();
        group.NotBefore = state.ReadInstant();
        group.AcknowledgementMark = state.ReadInt32();
        group.Acknowledgements = state.ReadInt32();
        return group;
    }

    private static void Save(StateWriter state, TrackedAlert alert, Dictionary<AlertGroup, int> places)
    {
        state.Write(alert.Id.Rule);
        state.Write(alert.Id.Labels);
        AlertFactsState.Save(state, alert.Facts);
        Save(state, alert.Annotations, pair => { state.Write(pair.Key); state.Write(pair.Value); });
        state.Write((int)alert.Stated.Mode);
        state.WriteOptional(alert.Stated.ActiveWhen);
        Save(state, alert.Stated.DependsOn, state.Write);
        state.Write(alert.Incarnation);
        state.Write(alert.Transition);
        state.Write(alert.StartsAt);
        Save(state, alert.EndedAt);
        state.WriteOptional(alert.AcknowledgedBy);
        state.Write(alert.Joins);
        Save(state, alert.PassedOver, one => { state.Write(one.Rule); state.Write(one.Calendar); });
        Save(state, alert.Memberships, one => Save(state, one, places[one.Group]));
    }

    private void LoadAlert(StateReader state, List<AlertGroup> inOrder, IReadOnlyDictionary<string, Calendar> calendars)
    {
        var id = new AlertId(state.ReadString(), state.ReadLabels());
        AlertFacts facts = AlertFactsState.Load(state);
        Dictionary<string, string> annotations = [];
        Load(state, () => annotations.Add(state.ReadString(), state.ReadString()));
        (RuleMode mode, string? activeWhen) = ((RuleMode)state.ReadInt32(), state.ReadOptional());
        List<string> dependsOn = [];
        Load(state, () => dependsOn.Add(state.ReadString()));
        var alert = new TrackedAlert(id)
        {
            Facts = facts,
            Annotations = annotations,
            Stated = new AlertLimits(mode, activeWhen, dependsOn),
            Incarnation = state.ReadSlot(),
            Transition = state.ReadInt32(),
            StartsAt = state.ReadInstant(),
            EndedAt = LoadInstant(state),
            AcknowledgedBy = state.ReadOptional(),
            Joins = state.ReadInt32(),
        };
        List<PassedOverRule> passedOver = [];
        Load(state, () => passedOver.Add(new PassedOverRule(state.ReadString(), state.ReadString())));
        holds.Set(alert, passedOver, calendars, alert.StartsAt);
        Load(state, () => LoadMembership(state, alert, inOrder, calendars));
        alerts.Add(alert);
    }

    private static void Save(StateWriter state, Membership one, int place)
    {
        state.Write(place);
        state.Write((long)one.Heard);
        state.Write(one.IsNews);
        state.Write(one.HasDeparted);
        Save(state, one.WithdrawnAt);
        Save(state, one.Held is { } hold ? [hold] : Array.Empty<Hold>(), held =>
        {
            state.Write(held.Cause);
            state.Write(held.By);
            state.Write(held.Key);
        });
        state.WriteOptional(one.Note);
        Save(state, one.SentLabels is { } sent ? [sent] : Array.Empty<LabelSet>(), state.Write);
        state.Write(one.AcknowledgementMark);
        state.Write(one.AcknowledgementsReported);
    }

    private void LoadMembership(StateReader state, TrackedAlert alert, List<AlertGroup> inOrder, IReadOnlyDictionary<string, Calendar> calendars)
    {
        var one = new Membership(alert, inOrder[state.ReadInt32()])
        {
            Heard = (ulong)state.ReadInt64(),
            IsNews = state.ReadBoolean(),
            HasDeparted = state.ReadBoolean(),
            WithdrawnAt = LoadInstant(state),
        };
        Load(state, () => holds.Set(one, new Hold(state.ReadString(), state.ReadString(), state.ReadString()), calendars, alert.StartsAt));
        one.Note = state.ReadOptional();
        Load(state, () => one.SentLabels = state.ReadLabels());
        one.AcknowledgementMark = state.ReadInt32();
        one.AcknowledgementsReported = state.ReadInt32();
        alert.Memberships.Add(one);
        one.Group.Members.Add(one);
    }

    private static void Save<T>(StateWriter state, IReadOnlyCollection<T> items, Action<T> save)
    {
        state.Write(items.Count);
        foreach (T item in items)
        {
            save(item);
        }
    }

    private static void Load(StateReader state, Action load)
    {
        for (int left = state.ReadInt32(); left > 0; left--)
        {
            load();
        }
    }

    private static void Save(StateWriter state, DateTimeOffset? instant)
    {
        state.Write(instant is not null);
        if (instant is { } value)
        {
            state.Write(value);
        }
    }

    private static DateTimeOffset? LoadInstant(StateReader state) => state.ReadBoolean() ? state.ReadInstant() : null;
}
