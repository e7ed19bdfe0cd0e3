using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class PacingTests
{
    private static readonly NotifyAction s_tell = Given.Tell("hook");

    [TestMethod]
    public void Without_a_wait_it_tells_in_the_same_call() => Check(
        s_tell,
        "00:00 fire b a",
        "00:00 hook First: a b");

    [TestMethod]
    public void A_wait_gathers_what_comes_and_starts_with_the_first_alert() => Check(
        s_tell with { Wait = Given.Minutes(2) },
        """
        00:00 fire a
        00:01 fire b
        00:03 through
        """,
        """
        00:00 r/tell not: a grouping 00:02
        00:01 r/tell not: b grouping 00:02
        00:02 hook First: a b
        """);

    [TestMethod]
    public void Changes_keep_the_interval_from_the_last_notification() => Check(
        s_tell with { Interval = Given.Minutes(5) },
        """
        00:00 fire a
        00:01 fire b
        00:02 resolve a
        00:20 fire c
        """,
        """
        00:00 hook First: a
        00:01 r/tell not: b grouping 00:05
        00:02 r/tell not: a grouping 00:05
        00:05 hook Changed: b -a
        00:20 hook Changed: b c
        """);

    [TestMethod]
    public void Repeats_as_long_as_something_fires() => Check(
        s_tell with { Repeat = TimeSpan.FromHours(1) },
        """
        00:00 fire a
        02:30 resolve a
        09:00 through
        """,
        """
        00:00 hook First: a
        01:00 hook Repeated: a
        02:00 hook Repeated: a
        02:30 hook Resolved: -a
        """);

    [TestMethod]
    public void A_change_puts_the_repeat_off() => Check(
        s_tell with { Repeat = TimeSpan.FromHours(1) },
        """
        00:00 fire a
        00:50 fire b
        02:00 through
        """,
        """
        00:00 hook First: a
        00:50 hook Changed: a b
        01:50 hook Repeated: a b
        """);

    [TestMethod]
    public void Of_repeats_missed_in_an_outage_only_the_last_is_made() => Check(
        s_tell with { Repeat = TimeSpan.FromHours(1) },
        """
        00:00 fire a
        09:30 jump
        10:30 through
        """,
        """
        00:00 hook First: a
        09:00 hook Repeated: a
        10:00 hook Repeated: a
        """);

    [TestMethod]
    public void A_group_that_is_over_before_its_first_notification_says_nothing() => Check(
        s_tell with { Wait = Given.Minutes(2) },
        """
        00:00 fire a
        00:01 resolve a
        09:00 through
        """,
        "00:00 r/tell not: a grouping 00:02");

    [TestMethod]
    public void Ends_are_not_told_where_nobody_asked_for_them() => Check(
        s_tell with { SendResolved = false, Repeat = TimeSpan.FromHours(1) },
        """
        00:00 fire a b
        00:30 resolve a
        01:30 resolve b
        09:00 through
        """,
        """
        00:00 hook First: a b
        01:00 hook Repeated: b
        """);

    [TestMethod]
    public void A_relapse_before_its_end_was_told_is_told_instead() => Check(
        s_tell with { Interval = Given.Minutes(5) },
        """
        00:00 fire a
        00:01 resolve a
        00:02 fire a
        00:10 resolve a
        """,
        """
        00:00 hook First: a
        00:01 r/tell not: a grouping 00:05
        00:02 r/tell not: a grouping 00:05
        00:05 hook Changed: a
        00:10 hook Resolved: -a
        """);

    [TestMethod]
    public void A_group_that_was_over_begins_anew_without_waiting_for_the_interval() => Check(
        s_tell with { Interval = Given.Minutes(5) },
        """
        00:00 fire a
        00:06 resolve a
        00:07 fire a
        """,
        """
        00:00 hook First: a
        00:06 hook Resolved: -a
        00:07 hook First: a
        """);

    [TestMethod]
    public void Groups_are_made_of_label_values_and_told_in_order_of_key() => Check(
        s_tell with { GroupBy = ["alertname", "severity"] },
        """
        00:00 fire Zeta@a Disk:critical@b Disk@a Disk@c
        """,
        """
        00:00 hook First: Disk:critical@b
        00:00 hook First: Disk@a Disk@c
        00:00 hook First: Zeta@a
        """);

    [TestMethod]
    public void Without_group_labels_each_alert_is_alone() => Check(
        s_tell with { GroupBy = null },
        """
        00:00 fire b a
        00:01 resolve b
        """,
        """
        00:00 hook First: a
        00:00 hook First: b
        00:01 hook Resolved: -b
        """);

    [TestMethod]
    public void Deadlines_of_one_instant_fire_by_group_key_whatever_came_first() => Check(
        s_tell with { GroupBy = ["instance"], Wait = Given.Minutes(1) },
        """
        00:00 fire c a b
        00:01 through
        """,
        """
        00:00 r/tell not: c grouping 00:01
        00:00 r/tell not: a grouping 00:01
        00:00 r/tell not: b grouping 00:01
        00:01 hook First: a
        00:01 hook First: b
        00:01 hook First: c
        """);

    [TestMethod]
    public void Late_firing_still_bears_the_instants_that_were_due() => Check(
        s_tell with { GroupBy = ["instance"], Wait = Given.Minutes(1) },
        """
        00:00 fire b
        00:00:30 fire a
        00:05 jump
        """,
        """
        00:00 r/tell not: b grouping 00:01
        00:00:30 r/tell not: a grouping 00:01:30
        00:01 hook First: b
        00:01:30 hook First: a
        """);

    private static void Check(NotifyAction tell, string script, string expected) =>
        Assert.AreEqual(expected, ResponseStage.Play(script, Given.Plan(Given.Rule("r/tell", tell))));
}
