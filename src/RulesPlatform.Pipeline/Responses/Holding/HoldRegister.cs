using RulesPlatform.Pipeline.Responses.Grouping;
using RulesPlatform.Pipeline.Responses.Routing;

namespace RulesPlatform.Pipeline.Responses.Holding;

/// <summary>Who waits for what: memberships by the key of their hold, passed-over alerts by calendar, and when each calendar waited for opens.</summary>
internal sealed class HoldRegister(DeadlineQueue deadlines)
{
    private readonly Dictionary<string, HashSet<Membership>> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<TrackedAlert>> _passedOver = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DateTimeOffset> _openings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, DateTimeOffset> Openings => _openings;

    public bool IsOpening(string calendar, DateTimeOffset at) => _openings.TryGetValue(calendar, out DateTimeOffset opening) && opening == at;

    /// <summary>Makes <paramref name="hold"/> the membership's, in place of the one it had; null for none.</summary>
    /// <param name="calendars">Of the plan in force; <paramref name="at"/> is where a calendar's next opening is looked for from.</param>
    public void Set(Membership membership, Hold? hold, IReadOnlyDictionary<string, Calendar> calendars, DateTimeOffset at)
    {
        if (membership.Held is { Key.Length: > 0 } before && Take(_held, before.Key, membership) && before.Cause == "calendar")
        {
            Forget(before.By);
        }
        membership.Held = hold;
        if (hold is { Key.Length: > 0 })
        {
            Put(_held, hold.Key, membership);
            if (hold.Cause == "calendar")
            {
                Expect(hold.By, calendars, at);
            }
        }
    }

    public void Set(TrackedAlert alert, IReadOnlyList<PassedOverRule> passedOver, IReadOnlyDictionary<string, Calendar> calendars, DateTimeOffset at)
    {
        foreach (PassedOverRule one in alert.PassedOver)
        {
            if (Take(_passedOver, one.Calendar, alert))
            {
                Forget(one.Calendar);
            }
        }
        alert.PassedOver = passedOver;
        foreach (PassedOverRule one in passedOver)
        {
            Put(_passedOver, one.Calendar, alert);
            Expect(one.Calendar, calendars, at);
        }
    }

    /// <summary>Those whose hold has this key, in a fixed order. They stay until their hold is set anew.</summary>
    public IEnumerable<Membership> HeldBy(string key) => _held.TryGetValue(key, out HashSet<Membership>? held)
        ? held.OrderBy(one => one.Alert.Id).ThenBy(one => one.Group.Rank, StringComparer.Ordinal).ToArray()
        : [];

    public IEnumerable<TrackedAlert> PassedOverBy(string calendar) =>
        _passedOver.TryGetValue(calendar, out HashSet<TrackedAlert>? alerts) ? alerts.OrderBy(one => one.Id).ToArray() : [];

    /// <summary>The opening that was waited for has come: the next is looked for when someone still waits.</summary>
    public void Opened(string calendar) => _openings.Remove(calendar);

    /// <summary>All calendars may have changed: openings are looked for anew as holds are set.</summary>
    public void ForgetOpenings() => _openings.Clear();

    public void Restore(string calendar, DateTimeOffset opening)
    {
        _openings[calendar] = opening;
        deadlines.Add(new Deadline(opening, DeadlineKind.CalendarOpening, calendar));
    }

    private void Expect(string calendar, IReadOnlyDictionary<string, Calendar> calendars, DateTimeOffset at)
    {
        if (!_openings.ContainsKey(calendar) && calendars.TryGetValue(calendar, out Calendar? times) && times.NextOpening(at) is { } opening)
        {
            Restore(calendar, opening);
        }
    }

    private void Forget(string calendar)
    {
        if (!_held.ContainsKey(Hold.CalendarKey(calendar)) && !_passedOver.ContainsKey(calendar))
        {
            _openings.Remove(calendar);
        }
    }

    private static void Put<T>(Dictionary<string, HashSet<T>> waiting, string key, T one)
    {
        if (!waiting.TryGetValue(key, out HashSet<T>? those))
        {
            waiting[key] = those = [];
        }
        those.Add(one);
    }

    /// <summary>True when nobody is left.</summary>
    private static bool Take<T>(Dictionary<string, HashSet<T>> waiting, string key, T one)
    {
        if (!waiting.TryGetValue(key, out HashSet<T>? those) || !those.Remove(one) || those.Count > 0)
        {
            return false;
        }
        waiting.Remove(key);
        return true;
    }
}
