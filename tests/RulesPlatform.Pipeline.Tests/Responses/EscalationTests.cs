using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class EscalationTests
{
    private static readonly NotifyAction s_tell = Given.Tell("hook") with
    {
        Repeat = TimeSpan.FromHours(1),
        Escalation = [new EscalationStep(Given.Minutes(30), "pager"), new EscalationStep(Given.Minutes(15), "chat")],
    };

    [TestMethod]
    public void Steps_are_told_in_turn_and_hear_everything_from_then_on() => Check(
        """
        00:00 fire a
        00:20 fire b
        01:30 resolve a b
        """,
        """
        00:00 hook First: a
        00:15 chat Escalated: a
        00:20 hook Changed: a b
        00:20 chat Changed: a b
        00:30 pager Escalated: a b
        01:20 hook Repeated: a b
        01:20 chat Repeated: a b
        01:20 pager Repeated: a b
        01:30 hook Resolved: -a -b
        01:30 chat Resolved: -a -b
        01:30 pager Resolved: -a -b
        """);

    [TestMethod]
    public void Who_was_not_told_of_an_alert_is_not_told_of_its_end() => Check(
        """
        00:00 fire a b
        00:14:30 resolve a
        00:15 resolve b
        00:16 through
        """,
        """
        00:00 hook First: a b
        00:14:30 hook Changed: b -a
        00:15 chat Escalated: b
        00:15 r/tell not: b grouping 00:15:30
        00:15:30 hook Resolved: -b
        00:15:30 chat Resolved: -b
        """);

    [TestMethod]
    public void A_group_that_is_over_does_not_escalate() => Check(
        """
        00:00 fire a
        00:10 resolve a
        09:00 through
        """,
        """
        00:00 hook First: a
        00:10 hook Resolved: -a
        """);

    [TestMethod]
    public void An_acknowledgement_stops_repeats_and_escalation_while_the_episode_lasts() => Check(
        """
        00:00 fire a b
        00:10 ack a anna
        05:00 resolve a
        06:30 resolve b
        """,
        """
        00:00 hook First: a b
        00:15 r/tell not: a acknowledged anna
        00:15 r/tell not: b acknowledged anna
        05:00 hook Changed: b -a
        05:00 chat Escalated: b
        05:00 pager Escalated: b
        06:00 hook Repeated: b
        06:00 chat Repeated: b
        06:00 pager Repeated: b
        06:30 hook Resolved: -b
        06:30 chat Resolved: -b
        06:30 pager Resolved: -b
        """);

    [TestMethod]
    public void A_newcomer_ends_an_acknowledgement_that_did_not_know_it() => Check(
        """
        00:00 fire a
        00:10 ack a anna
        02:00 fire b
        02:00 ack b ben
        09:00 through
        """,
        """
        00:00 hook First: a
        00:15 r/tell not: a acknowledged anna
        02:00 hook Changed: a b
        02:00 chat Escalated: a b
        02:00 pager Escalated: a b
        03:00 r/tell not: a acknowledged ben
        03:00 r/tell not: b acknowledged ben
        """);

    [TestMethod]
    public void The_next_episode_is_not_acknowledged() => Check(
        """
        00:00 fire a
        00:01 ack a anna
        00:10 resolve a
        00:20 fire a
        00:40 resolve a
        """,
        """
        00:00 hook First: a
        00:10 hook Resolved: -a
        00:20 hook First: a
        00:35 chat Escalated: a
        00:40 hook Resolved: -a
        00:40 chat Resolved: -a
        """);

    [TestMethod]
    public void A_step_that_comes_due_in_a_silence_is_told_when_it_ends() => Check(
        """
        00:00 fire a
        00:10 silence instance=a until 00:20
        00:25 resolve a
        """,
        """
        00:00 hook First: a
        00:15 r/tell not: a silence s1
        00:20 chat Escalated: a
        00:20 s1 ended
        00:25 hook Resolved: -a
        00:25 chat Resolved: -a
        """);

    [TestMethod]
    public void What_does_not_fire_cannot_be_acknowledged()
    {
        var stage = new ResponseStage(restart: false, Given.Plan(Given.Rule("r/tell", s_tell)));
        stage.Run("00:00 fire a\n00:10 resolve a");
        Assert.IsNull(stage.Generator.Acknowledge(Given.Id("a").Fingerprint, "anna"));
    }

    private static void Check(string script, string expected) =>
        Assert.AreEqual(expected, ResponseStage.Play(script, Given.Plan(Given.Rule("r/tell", s_tell))));
}
