using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class PlanChangeTests
{
    private static readonly ResponsePlan s_hook = Given.Plan(Given.Rule("r/old", Given.Tell("hook")));
    private static readonly ResponsePlan s_chat = Given.Plan(Given.Rule("r/new", Given.Tell("chat")));

    [TestMethod]
    public void An_unchanged_route_goes_on_without_a_word() => Check(
        [s_hook, s_hook],
        """
        00:00 fire a
        00:01 plan 1
        04:30 resolve a
        """,
        """
        00:00 hook First: a
        04:00 hook Repeated: a
        04:30 hook Resolved: -a
        """);

    [TestMethod]
    public void Where_a_route_is_gone_its_receiver_hears_the_end_and_nothing_else() => Check(
        [s_hook, s_chat],
        """
        00:00 fire a
        00:01 plan 1
        04:30 fire b
        04:40 resolve a b
        """,
        """
        00:00 hook First: a
        00:01 chat First: a
        04:01 chat Repeated: a
        04:30 chat Changed: a b
        04:40 chat Resolved: -a -b
        04:40 hook Resolved: -a
        """);

    [TestMethod]
    public void Who_was_not_told_yet_never_is() => Check(
        [Given.Plan(Given.Rule("r/old", Given.Tell("hook") with { Wait = Given.Minutes(5) })), s_chat],
        """
        00:00 fire a
        00:01 plan 1
        00:10 resolve a
        """,
        """
        00:00 r/old not: a grouping 00:05
        00:01 chat First: a
        00:10 chat Resolved: -a
        """);

    [TestMethod]
    public void A_route_that_comes_back_takes_its_alerts_back_without_telling_again() => Check(
        [s_hook, s_chat],
        """
        00:00 fire a
        00:01 plan 1
        00:02 plan 0
        04:10 resolve a
        """,
        """
        00:00 hook First: a
        00:01 chat First: a
        04:00 hook Repeated: a
        04:10 chat Resolved: -a
        04:10 hook Resolved: -a
        """);

    [TestMethod]
    public void A_route_that_comes_back_tells_of_an_episode_that_it_missed() => Check(
        [Given.Plan(Given.Rule("r/old", Given.Tell("hook") with { Interval = Given.Minutes(5) })), s_chat],
        """
        00:00 fire a
        00:01 plan 1
        00:02 resolve a
        00:03 fire a
        00:04 plan 0
        00:10 through
        """,
        """
        00:00 hook First: a
        00:01 chat First: a
        00:02 chat Resolved: -a
        00:02 r/old not: a grouping 00:05
        00:03 chat First: a
        00:04 r/old not: a grouping 00:05
        00:05 hook Changed: a
        """);

    [TestMethod]
    public void A_route_with_another_receiver_is_another_group() => Check(
        [s_hook, Given.Plan(Given.Rule("r/old", Given.Tell("chat")))],
        """
        00:00 fire a
        00:01 plan 1
        00:10 resolve a
        """,
        """
        00:00 hook First: a
        00:01 chat First: a
        00:10 chat Resolved: -a
        00:10 hook Resolved: -a
        """);

    [TestMethod]
    public void A_new_pace_counts_from_the_last_notification() => Check(
        [s_hook, Given.Plan(Given.Rule("r/old", Given.Tell("hook") with { Repeat = TimeSpan.FromHours(1) }))],
        """
        00:00 fire a
        00:30 plan 1
        01:10 through
        """,
        """
        00:00 hook First: a
        01:00 hook Repeated: a
        """);

    [TestMethod]
    public void Without_any_route_the_default_receiver_is_told() => Check(
        [s_hook, Given.Plan()],
        """
        00:00 fire a
        00:30 plan 1
        """,
        """
        00:00 hook First: a
        00:30 spare First: a (No response rule routes this alert.)
        """);

    [TestMethod]
    public void An_inhibition_that_is_gone_lets_its_targets_go() => Check(
        [s_hook with { Inhibitions = [Given.Inhibit("critical-over-warning", "severity=critical", "severity=warning")] }, s_hook],
        """
        00:00 fire Disk:critical@a
        00:01 fire b
        00:05 plan 1
        """,
        """
        00:00 hook First: Disk:critical@a
        00:01 r/old not: b inhibition critical-over-warning
        00:05 hook Changed: Disk:critical@a b
        """);

    [TestMethod]
    public void An_acknowledgement_goes_with_the_alert() => Check(
        [s_hook, s_chat],
        """
        00:00 fire a
        00:01 ack a anna
        00:02 plan 1
        09:00 through
        """,
        """
        00:00 hook First: a
        00:02 chat First: a
        04:02 r/new not: a acknowledged anna
        """);

    [TestMethod]
    public void An_acknowledged_alert_that_left_its_group_stops_nothing_there() => Check(
        [Given.Plan(
            Given.Rule("r/web", Given.Tell("chat"), alert => alert.Label("team") == "web"),
            Given.Rule("r/rest", Given.Tell("hook") with { Repeat = TimeSpan.FromHours(1) }))],
        """
        00:00 fire a b
        00:01 ack a anna
        00:05 relabel a team=web
        01:10 through
        """,
        """
        00:00 hook First: a b
        00:05 chat First: a
        01:00 hook Repeated: b
        """);

    [TestMethod]
    public void An_alert_that_gets_other_labels_goes_where_they_lead() => Check(
        [Given.Plan(
            Given.Rule("r/web", Given.Tell("chat"), alert => alert.Label("team") == "web"),
            Given.Rule("r/rest", Given.Tell("hook")))],
        """
        00:00 fire a
        00:05 relabel a team=web
        00:10 resolve a
        """,
        """
        00:00 hook First: a
        00:05 chat First: a
        00:10 hook Resolved: -a
        00:10 chat Resolved: -a
        """);

    [TestMethod]
    public void A_calendar_that_opens_earlier_by_a_new_plan_is_believed() => Check(
        [
            Given.Plan(Given.Rule("r/day", Given.Tell("pager")) with { ActiveWhen = "day" }),
            Given.Plan(Given.Rule("r/day", Given.Tell("pager")) with { ActiveWhen = "day" }) with
            {
                Calendars = new Dictionary<string, Calendar> { ["day"] = Given.Hours("day", "07:00", "18:00") },
            },
        ],
        """
        05:00 fire a b
        06:00 plan 1
        08:30 through
        """,
        """
        05:00 spare First: a b (No response rule routes this alert now: r/day is outside day.)
        05:00 r/day not: a calendar day
        05:00 r/day not: b calendar day
        07:00 pager First: a b
        """);

    private static void Check(ResponsePlan[] plans, string script, string expected) => Assert.AreEqual(expected, ResponseStage.Play(script, plans));
}
