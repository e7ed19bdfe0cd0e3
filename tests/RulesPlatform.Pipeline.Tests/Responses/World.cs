using Bogus;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

/// <summary>A seeded day and a half of alerts, silences, acknowledgements, receipts and plan changes. It knows what fires; what should be said of it is for <see cref="WorldWitness"/>.</summary>
internal sealed class World
{
    private static readonly string[] s_alerts =
        [.. from rule in new[] { "Disk", "Slow", "Down" } from severity in new[] { "critical", "warning" } from instance in new[] { "a", "b", "c" } select $"{rule}{severity}:{severity}@{instance}"];

    private readonly Randomizer _random;
    private readonly bool _isSlow;
    private readonly Dictionary<string, (DateTimeOffset Since, int Transition)> _firing = [];
    private readonly Dictionary<string, DateTimeOffset> _changed = [];
    private readonly List<string> _keys = [];

    /// <param name="isSlow">Nothing is repeated more often than every four hours, and time goes in steps of two at most.</param>
    public World(int seed, bool isSlow)
    {
        (_random, _isSlow) = (new Randomizer(seed), isSlow);
        Plans = [.. Enumerable.Range(0, 3).Select(_ => NewPlan())];
        Plan = Plans[0];
    }

    public IReadOnlyList<ResponsePlan> Plans { get; }

    public ResponsePlan Plan { get; private set; }

    /// <summary>The one in use when the last call began: what was due before was said by it.</summary>
    public ResponsePlan PlanBefore { get; private set; } = Given.Plan();

    public DateTimeOffset Now { get; private set; } = Given.Day;

    /// <summary>By text, see <see cref="Given.Id"/>: since when each fires.</summary>
    public IReadOnlyDictionary<string, (DateTimeOffset Since, int Transition)> Firing => _firing;

    /// <summary>The next call, to be made on every generator alike. Time may stand still between two.</summary>
    public Func<ResponseGenerator, ResponseOutcome> Next()
    {
        Now += TimeSpan.FromSeconds(_random.ArrayElement([0, 15, 15, 30, 60, 300, 1800, 7200]));
        DateTimeOffset at = Now;
        PlanBefore = Plan;
        switch (_random.Int(0, 19))
        {
            case 0:
                LabelMatcher[] matchers = Given.Matchers(_random.ArrayElement(["instance=a", "severity=warning", "alertname=~Slow.*", "instance=!b"]));
                (DateTimeOffset start, DateTimeOffset end) = (at.AddMinutes(_random.Int(0, 30)), at.AddMinutes(_random.Int(31, 300)));
                return generator =>
                {
                    ResponseOutcome before = generator.Fire(at);
                    generator.AddSilence(matchers, start, end, "anna", "", at);
                    return before;
                };
            case 1:
                string silence = $"s{_random.Int(1, 5)}";
                return generator => generator.ExpireSilence(silence, at) ?? generator.Fire(at);
            case 2:
                string alert = Given.Id(_random.ArrayElement(s_alerts)).Fingerprint;
                return generator =>
                {
                    ResponseOutcome before = generator.Fire(at);
                    generator.Acknowledge(alert, "anna");
                    return before;
                };
            case 3:
                Plan = _random.CollectionItem(Plans.ToArray());
                ResponsePlan plan = Plan;
                return generator => generator.Use(plan, at);
            case 4 when _keys.Count > 0:
                string key = _random.CollectionItem(_keys);
                return generator => Join(generator.Fire(at), generator.Settle(key, new DeliveryReceipt(DeliveryOutcome.Rejected, "404"), at));
            case 5 or 6:
                return generator => generator.Fire(at);
            default:
                AlertChange[] changes = [.. _random.ArrayElements(s_alerts, _random.Int(1, 6)).Where(MayChange).Select(Change)];
                return generator => generator.Respond(new Slot(at.ToUnixTimeMilliseconds()), changes);
        }
    }

    /// <summary>Everything ends, and then half a day passes.</summary>
    public Func<ResponseGenerator, ResponseOutcome> End()
    {
        AlertChange[] changes = [.. _firing.Keys.Order(StringComparer.Ordinal).ToArray().Select(Resolve)];
        DateTimeOffset at = Now;
        Now += TimeSpan.FromHours(12);
        return generator => Join(generator.Respond(new Slot(at.ToUnixTimeMilliseconds()), changes), generator.Fire(Now));
    }

    public void Heard(ResponseOutcome outcome) => _keys.AddRange(outcome.Notifications.Select(one => one.DedupKey));

    /// <summary>An alert changes once a slot: its episodes begin at different slots.</summary>
    private bool MayChange(string alert)
    {
        bool isFirst = !_changed.TryGetValue(alert, out DateTimeOffset last) || last < Now;
        _changed[alert] = Now;
        return isFirst;
    }

    private AlertChange Change(string alert)
    {
        if (!_firing.TryGetValue(alert, out (DateTimeOffset Since, int Transition) episode))
        {
            _firing[alert] = (Now, 1);
            return Given.Change(alert, Now, AlertState.Pending, AlertState.Firing, Now, 1);
        }
        if (_random.Bool(0.8f))
        {
            return Resolve(alert);
        }
        _firing[alert] = (episode.Since, episode.Transition + 1);
        return Given.Change(alert, Now, AlertState.Firing, AlertState.Recovering, episode.Since, episode.Transition + 1, extra: Team());
    }

    private AlertChange Resolve(string alert)
    {
        _firing.Remove(alert, out (DateTimeOffset Since, int Transition) episode);
        return Given.Change(alert, Now, AlertState.Firing, AlertState.Inactive, episode.Since, episode.Transition + 1);
    }

    private LabelSet Team() => LabelSet.Of(("team", _random.ArrayElement(["web", "ops", ""])));

    private ResponsePlan NewPlan()
    {
        return Given.Plan([.. Enumerable.Range(1, _random.Int(1, 4)).Select(i => NewRule($"r/{i}"))]) with
        {
            Inhibitions = _random.Bool() ? [Given.Inhibit("critical-over-warning", "severity=critical", "severity=warning", "instance")] : [],
            Limits = _random.Bool() ? new Dictionary<string, AlertLimits>
            {
                ["Slowwarning"] = new(RuleMode.Active, null, ["Downcritical"]),
                ["Diskwarning"] = new(_random.Bool(0.3f) ? RuleMode.Shadow : RuleMode.Active, _random.Bool(0.3f) ? "day" : null, []),
            }
            : new Dictionary<string, AlertLimits>(),
        };
    }

    /// <summary>Nobody is both told at first and escalated to: who hears what in one group could not be told apart.</summary>
    private ResponseRule NewRule(string id)
    {
        string receiver = _random.ArrayElement(_isSlow ? ["hook", "desk", "spare"] : ["hook", "desk", "am", "spare"]);
        string wanted = _random.ArrayElement(["a", "b", "c", "critical", "warning", "web", "*"]);
        var tell = new NotifyAction(
            receiver,
            _random.ArrayElement<string[]?>([null, [], ["instance"], ["alertname", "severity"]]),
            Given.Minutes(_random.ArrayElement([0, 0, 0.5, 2])),
            Given.Minutes(_random.ArrayElement([0, 1, 5])),
            Given.Minutes(_random.ArrayElement(_isSlow ? [240] : [10, 60, 240])),
            SendResolved: true,
            _random.Bool() ? [new EscalationStep(Given.Minutes(_random.Int(5, 60)), "pager"), new EscalationStep(Given.Minutes(_random.Int(5, 60)), "chat")] : []);
        return Given.Rule($"{id}-{receiver}", tell, alert => wanted == "*" || alert.Labels.Any(label => label.Value == wanted)) with
        {
            Continue = _random.Bool(0.3f),
            ActiveWhen = _random.Bool(0.2f) ? _random.ArrayElement(["day", "night"]) : null,
        };
    }

    private static ResponseOutcome Join(ResponseOutcome first, ResponseOutcome second) => new(
        [.. first.Notifications, .. second.Notifications],
        [.. first.Suppressions, .. second.Suppressions],
        [.. first.Annotations, .. second.Annotations],
        [.. first.Recommendations, .. second.Recommendations],
        [.. first.EndedSilences, .. second.EndedSilences]);
}
