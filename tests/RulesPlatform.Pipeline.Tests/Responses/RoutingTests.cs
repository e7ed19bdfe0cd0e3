using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class RoutingTests
{
    [TestMethod]
    public void The_first_rule_that_matches_and_does_not_continue_is_the_last_to_notify() => Check(
        Given.Plan(
            Given.Rule("r/web", Given.Tell("chat"), alert => alert.Label("team") == "web"),
            Given.Rule("r/critical", Given.Tell("pager"), alert => alert.Severity == "critical") with { Continue = true },
            Given.Rule("r/all", Given.Tell("hook")),
            Given.Rule("r/never", Given.Tell("chat"))),
        "00:00 fire Disk:critical@a Disk:critical@b/team=web c",
        """
        00:00 hook First: Disk:critical@a c
        00:00 pager First: Disk:critical@a
        00:00 chat First: Disk:critical@b/team=web
        """);

    [TestMethod]
    public void Rules_see_the_name_the_severity_and_the_rule_as_labels() => Check(
        Given.Plan(Given.Rule("r/all", Given.Tell("hook"), alert => (alert.Label("alertname"), alert.Label("severity"), alert.Label("rule")) == ("Disk", "critical", "Disk"))),
        "00:00 fire Disk:critical@a",
        "00:00 hook First: Disk:critical@a");

    [TestMethod]
    public void What_nothing_routes_goes_to_the_default_receiver_with_the_reason() => Check(
        Given.Plan(Given.Rule("r/web", Given.Tell("chat"), alert => alert.Label("team") == "web")),
        """
        00:00 fire a b
        00:05 resolve a b
        """,
        """
        00:00 spare First: a b (No response rule routes this alert.)
        00:05 spare Resolved: -a -b (No response rule routes this alert.)
        """);

    [TestMethod]
    public void A_rule_that_throws_tells_the_default_receiver_and_later_rules_still_act() => Check(
        Given.Plan(
            Given.Rule("r/broken", Given.Tell("chat"), _ => throw new DivideByZeroException("no zero, please")),
            Given.Rule("r/all", Given.Tell("hook"))),
        "00:00 fire a",
        """
        00:00 spare First: a (Response rule r/broken (responses/test.json:1:1) failed: no zero, please)
        00:00 hook First: a
        """);

    [TestMethod]
    public void Many_reasons_are_cut_short()
    {
        ResponseRule[] broken = [.. Enumerable.Range(1, 5).Select(i => Given.Rule($"r/{i}", Given.Tell("chat"), alert =>
            alert.Label("instance") == $"h{i}" ? throw new InvalidOperationException($"reason {i}") : false))];
        var stage = new ResponseStage(restart: false, Given.Plan([.. broken, Given.Rule("r/all", Given.Tell("hook"))]));
        stage.Run("00:00 fire h1 h2 h3 h4 h5");
        string note = stage.Notifications.Single(one => one.Receiver == "spare").Note!;
        StringAssert.EndsWith(note, "failed: reason 3\nand 2 more reasons", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Outside_its_calendar_a_rule_does_not_match_and_when_it_opens_what_still_fires_is_routed_anew() => Check(
        Given.Plan(
            Given.Rule("r/day", Given.Tell("pager")) with { ActiveWhen = "day" },
            Given.Rule("r/rest", Given.Tell("chat"))),
        """
        06:00 fire a
        07:00 fire b
        07:30 resolve b
        08:10 resolve a
        """,
        """
        06:00 chat First: a
        06:00 r/day not: a calendar day
        07:00 chat Changed: a b
        07:00 r/day not: b calendar day
        07:30 chat Changed: a -b
        08:00 pager First: a
        08:10 pager Resolved: -a
        08:10 chat Resolved: -a
        """);

    [TestMethod]
    public void When_only_a_closed_rule_would_route_the_default_receiver_is_told_so() => Check(
        Given.Plan(Given.Rule("r/day", Given.Tell("pager")) with { ActiveWhen = "day" }),
        "06:00 fire a",
        """
        06:00 spare First: a (No response rule routes this alert now: r/day is outside day.)
        06:00 r/day not: a calendar day
        """);

    [TestMethod]
    public void A_route_whose_calendar_closes_keeps_its_alerts_and_holds_its_repeats_until_it_opens() => Check(
        Given.Plan(Given.Rule("r/day", Given.Tell("pager") with { Repeat = TimeSpan.FromHours(4) }) with { ActiveWhen = "day" }),
        """
        16:00 fire a
        1.13:00 resolve a
        """,
        """
        16:00 pager First: a
        20:00 r/day not: a calendar day
        1.08:00 pager Repeated: a
        1.12:00 pager Repeated: a
        1.13:00 pager Resolved: -a
        """);

    [TestMethod]
    public void A_rejected_notification_is_told_to_the_default_receiver_with_the_reason() => Check(
        Given.Plan(Given.Rule("r/all", Given.Tell("hook"))),
        """
        00:00 fire a b
        00:01 reject
        00:02 reject
        00:03 resolve a b
        """,
        """
        00:00 hook First: a b
        00:01 spare First: a b (hook could not be told: 404)
        00:03 spare Resolved: -a -b (hook could not be told: 404)
        00:03 hook Resolved: -a -b
        """);

    [TestMethod]
    public void A_receipt_that_delivers_or_is_not_known_changes_nothing()
    {
        var stage = new ResponseStage(restart: false, Given.Plan(Given.Rule("r/all", Given.Tell("hook"))));
        stage.Run("00:00 fire a");
        string key = stage.Notifications[0].DedupKey;
        Assert.AreSame(ResponseOutcome.Nothing, stage.Generator.Settle("unknown", new DeliveryReceipt(DeliveryOutcome.Rejected, ""), Given.Day));
        Assert.AreSame(ResponseOutcome.Nothing, stage.Generator.Settle(key, new DeliveryReceipt(DeliveryOutcome.Delivered, ""), Given.Day));
        Assert.AreSame(ResponseOutcome.Nothing, stage.Generator.Settle(key, new DeliveryReceipt(DeliveryOutcome.Rejected, ""), Given.Day));
    }

    private static void Check(ResponsePlan plan, string script, string expected) => Assert.AreEqual(expected, ResponseStage.Play(script, plan));
}
