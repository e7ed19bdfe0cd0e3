using System.Globalization;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using Calendar = RulesPlatform.Pipeline.Responses.Calendar;

namespace RulesPlatform.Pipeline.Tests.Responses;

/// <summary>Plans, rules and changes as short as tests want them.</summary>
internal static class Given
{
    private static readonly Origin s_origin = new("responses/test.json", 1, 1);

    /// <summary>The day on which times of day are instants: a Tuesday.</summary>
    public static DateTimeOffset Day { get; } = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Receivers: <c>hook</c>, <c>desk</c>, <c>chat</c>, <c>pager</c>, <c>spare</c> (the default), <c>am</c> (Alertmanager, every minute).</summary>
    public static ResponsePlan Plan(params ResponseRule[] rules) => new()
    {
        Responses = rules,
        Receivers = new[] { "hook", "desk", "chat", "pager", "spare" }.Select(name => new Receiver(name, new LogReceiverSettings(), s_origin))
            .Append(new Receiver("am", new AlertmanagerReceiverSettings(Secret.Literal("http://am"), new Dictionary<string, Secret>(), Minutes(1), Minutes(1)), s_origin))
            .ToDictionary(receiver => receiver.Name),
        DefaultReceiver = "spare",
        Commands = new Dictionary<string, CommandAllowance> { ["restart"] = new("restart", "/bin/restart", Minutes(1), 1024) },
        Calendars = new[] { Hours("day", "08:00", "18:00"), Hours("night", "18:00", "08:00") }.ToDictionary(calendar => calendar.Name),
    };

    /// <summary>No wait, a minute's interval, four hours' repeat, resolutions told, everything in one group.</summary>
    public static NotifyAction Tell(string receiver) => new(receiver, [], TimeSpan.Zero, Minutes(1), TimeSpan.FromHours(4), SendResolved: true, []);

    public static ResponseRule Rule(string id, ResponseAction action, Func<AlertFacts, bool>? when = null) => new()
    {
        Id = id,
        Text = "",
        Matches = when ?? (_ => true),
        Action = action,
        Origin = s_origin,
    };

    public static Inhibition Inhibit(string name, string source, string target, params string[] equal) =>
        new(name, Matchers(source), Matchers(target), equal, s_origin);

    /// <summary><c>severity=critical team=~w.*</c></summary>
    public static LabelMatcher[] Matchers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => LabelMatcher.Parse(pair[0], pair[1]))];

    public static Calendar Hours(string name, string from, string to, string zone = "UTC") => new(
        name, zone, [new CalendarSpan(Enum.GetValues<DayOfWeek>(), TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture))], []);

    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    /// <summary><c>08:00</c>, <c>08:00:15</c>, <c>1.08:00</c> (the next day).</summary>
    public static DateTimeOffset At(string time) => Day + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    /// <summary>
    /// An alert in short: <c>a</c> is rule R, severity warning, instance a; <c>Disk:critical@b</c> says all three, and
    /// <c>Disk@b/team=web/zone=eu</c> further labels of its signal.
    /// </summary>
    public static AlertId Id(string alert) => new(RuleOf(alert), LabelSet.Of(LabelsOf(alert)));

    public static string RuleOf(string alert) => alert.Contains('@', StringComparison.Ordinal) ? alert.Split('@')[0].Split(':')[0] : "R";

    public static string SeverityOf(string alert) => alert.Split('@')[0].Split(':') is [_, string severity] ? severity : "warning";

    public static AlertChange Change(
        string alert, DateTimeOffset at, AlertState from, AlertState to, DateTimeOffset? since = null, int transition = 1, string? unsent = null, LabelSet? extra = null)
    {
        AlertId id = Id(alert);
        Slot slot = new(at.ToUnixTimeMilliseconds());
        Slot incarnation = new((since ?? at).ToUnixTimeMilliseconds());
        var signal = new Signal("s", id.Labels, slot, 1.5, double.NaN, double.NaN, double.NaN, Tier.Realtime, TimeSpan.Zero, 1, UnknownReason.None);
        string reason = to == AlertState.Inactive ? "Cleared" : "Sustained";
        return new AlertChange
        {
            Id = id,
            Slot = slot,
            From = from,
            To = to,
            Reason = Enum.Parse<ChangeReason>(reason),
            Incarnation = incarnation,
            Transition = transition,
            Facts = new AlertFacts
            {
                Rule = id.Rule,
                Name = id.Rule,
                Severity = SeverityOf(alert),
                State = to == AlertState.Inactive ? "resolved" : "firing",
                Reason = reason,
                Owner = "me",
                Labels = id.Labels.With(extra ?? LabelSet.Empty),
                Signal = signal,
                Unit = "ratio",
                Levels = new Dictionary<string, double> { ["warning"] = 1 },
                ActiveSince = incarnation,
            },
            Annotations = new Dictionary<string, string> { ["summary"] = $"{alert} is high" },
            Evidence = new Evidence
            {
                Revision = "r1",
                Rule = id.Rule,
                Origin = s_origin,
                Expression = "signal.Value > 1",
                Parts = [],
                Signal = signal,
                Formula = "x",
                Inputs = [],
                Levels = [],
                Verdict = Verdict.Breached,
            },
            Mode = unsent == "shadow" ? RuleMode.Shadow : RuleMode.Active,
            Unsent = unsent,
        };
    }

    private static IEnumerable<Label> LabelsOf(string alert)
    {
        string[] parts = (alert.Contains('@', StringComparison.Ordinal) ? alert.Split('@')[1] : alert).Split('/');
        return parts.Skip(1).Select(part => part.Split('=')).Select(pair => new Label(pair[0], pair[1])).Append(new Label("instance", parts[0]));
    }
}
