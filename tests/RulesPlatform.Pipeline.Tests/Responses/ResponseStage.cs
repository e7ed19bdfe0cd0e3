using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

/// <summary>
/// Plays a script on a generator and writes down what it does, one line a notification or suppression. Every deadline is fired at its
/// own instant. A script has a line a step:
/// <code>
/// 00:00 fire a b           alerts begin firing (see Given.Id); with UNSENT after a bar: fire a | depends on R
/// 00:01 resolve a
/// 00:02 relabel a team=x   a change while firing, with other labels of the rule
/// 00:03 silence instance=a until 01:00    (or: from 00:10 until 01:00)
/// 00:04 expire s1
/// 00:05 ack a anna
/// 00:06 plan 1             the plan of that number, counted from 0
/// 00:07 reject             the newest notification
/// 00:08 through            nothing but the passing of time
/// 00:09 jump               the passing of time in one call: an outage
/// </code>
/// </summary>
/// <param name="restart">Saves and loads before every call.</param>
internal sealed class ResponseStage(bool restart, params ResponsePlan[] plans)
{
    private readonly StringBuilder _said = new();
    private readonly Dictionary<string, (DateTimeOffset Since, int Transition)> _firing = [];
    private readonly Dictionary<string, string> _names = [];
    private ResponseGenerator _generator = new(plans[0]);
    private ResponsePlan _plan = plans[0];

    public List<Notification> Notifications { get; } = [];

    public ResponseGenerator Generator => _generator;

    /// <summary>Plays it straight and with a restart before every call, demands that both say the same, and returns it.</summary>
    public static string Play(string script, params ResponsePlan[] plans)
    {
        string straight = new ResponseStage(restart: false, plans).Run(script);
        string restarted = new ResponseStage(restart: true, plans).Run(script);
        Assert.AreEqual(straight, restarted, "A restart before every call changed what was said.");
        return straight;
    }

    public string Run(string script)
    {
        foreach (string line in script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            DateTimeOffset at = Given.At(words[0]);
            if (words[1] != "jump")
            {
                Pass(at);
            }
            Step(at, words[1], words.Length > 2 ? words[2] : "");
        }
        return _said.ToString().TrimEnd();
    }

    private void Step(DateTimeOffset at, string verb, string rest)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (verb)
        {
            case "fire":
                string? unsent = rest.Contains('|', StringComparison.Ordinal) ? rest.Split('|')[1].Trim() : null;
                Respond(at, [.. rest.Split('|')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(alert => Fire(alert, at, unsent))]);
                break;
            case "resolve":
                Respond(at, [.. words.Select(alert => Resolve(alert, at))]);
                break;
            case "relabel":
                string[] label = words[1].Split('=');
                Respond(at, [Given.Change(words[0], at, AlertState.Recovering, AlertState.Firing, _firing[words[0]].Since, 3, extra: LabelSet.Of((label[0], label[1])))]);
                break;
            case "silence":
                DateTimeOffset start = words.Contains("from") ? Given.At(words[Array.IndexOf(words, "from") + 1]) : at;
                Restart().AddSilence(Given.Matchers(words[0]), start, Given.At(words[^1]), "anna", "", at);
                break;
            case "expire":
                Say(Restart().ExpireSilence(rest, at) ?? throw new AssertFailedException($"There is no silence {rest}."), at);
                break;
            case "ack":
                Assert.IsNotNull(Restart().Acknowledge(Given.Id(words[0]).Fingerprint, words[1]));
                break;
            case "plan":
                ResponsePlan next = plans[int.Parse(rest, CultureInfo.InvariantCulture)];
                ResponseOutcome switched = Restart().Use(next, at);
                _plan = next;
                Say(switched, at);
                break;
            case "reject":
                Say(Restart().Settle(Notifications[^1].DedupKey, new DeliveryReceipt(DeliveryOutcome.Rejected, "404"), at), at);
                break;
            case "through" or "jump":
                Say(Restart().Fire(at), at);
                break;
            default:
                throw new ArgumentException($"'{verb}' is no step of a script.", nameof(verb));
        }
    }

    private AlertChange Fire(string alert, DateTimeOffset at, string? unsent)
    {
        _names[Given.Id(alert).Fingerprint] = alert;
        _firing[alert] = (at, 1);
        return Given.Change(alert, at, AlertState.Inactive, AlertState.Firing, unsent: unsent);
    }

    private AlertChange Resolve(string alert, DateTimeOffset at) =>
        Given.Change(alert, at, AlertState.Firing, AlertState.Inactive, _firing[alert].Since, 2);

    private void Respond(DateTimeOffset at, AlertChange[] changes) => Say(Restart().Respond(new Slot(at.ToUnixTimeMilliseconds()), changes), at);

    private void Pass(DateTimeOffset until)
    {
        while (_generator.NextDeadline is { } due && due < until)
        {
            Say(Restart().Fire(due), due);
        }
    }

    private ResponseGenerator Restart()
    {
        if (restart)
        {
            using var writer = new StateWriter();
            _generator.Save(writer);
            var loaded = new ResponseGenerator(_plan);
            using var reader = new StateReader(writer.ToMemory());
            loaded.Load(reader);
            using var again = new StateWriter();
            loaded.Save(again);
            Assert.IsTrue(writer.ToMemory().Span.SequenceEqual(again.ToMemory().Span), "Saving what was loaded gives other bytes.");
            Assert.AreEqual(_generator.NextDeadline, loaded.NextDeadline);
            _generator = loaded;
        }
        return _generator;
    }

    private void Say(ResponseOutcome outcome, DateTimeOffset at)
    {
        Notifications.AddRange(outcome.Notifications);
        foreach (Notification one in outcome.Notifications)
        {
            string alerts = string.Join(' ', one.Alerts.Select(alert => (alert.IsFiring ? "" : "-") + Name(alert.Fingerprint)));
            string parameters = string.Concat(one.Parameters.Select(pair => $" {pair.Key}={pair.Value}"));
            _said.Append(CultureInfo.InvariantCulture, $"{Time(one.DueAt)} {one.Receiver} {one.Cause}: {alerts}{parameters}{(one.Note is null ? "" : " (" + one.Note + ")")}\n");
        }
        foreach (Suppression one in outcome.Suppressions)
        {
            string by = one.By.EndsWith('Z') ? Time(DateTimeOffset.Parse(one.By, CultureInfo.InvariantCulture)) : one.By;
            _said.Append(CultureInfo.InvariantCulture, $"{Time(at)} {one.Route} not: {Name(one.Alert.Fingerprint)} {one.Cause} {by}\n");
        }
        foreach (Annotation one in outcome.Annotations)
        {
            _said.Append(CultureInfo.InvariantCulture, $"{Time(one.At)} {one.Route} notes: {one.Text}\n");
        }
        foreach (Recommendation one in outcome.Recommendations)
        {
            _said.Append(CultureInfo.InvariantCulture, $"{Time(one.At)} {one.Route} finds: {one.Category} {one.Subject} {one.Text}\n");
        }
        foreach (Silence one in outcome.EndedSilences)
        {
            _said.Append(CultureInfo.InvariantCulture, $"{Time(one.EndsAt)} {one.Id} ended\n");
        }
    }

    private string Name(string fingerprint) => _names[fingerprint];

    private static string Time(DateTimeOffset instant)
    {
        TimeSpan time = instant - Given.Day;
        string text = time.ToString(time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return time.Days == 0 ? text : $"{time.Days}.{text}";
    }
}
