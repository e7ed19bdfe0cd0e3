using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class AlertmanagerTests
{
    private static readonly ResponsePlan s_plan = Given.Plan(Given.Rule("r/am", Given.Tell("am") with { Interval = Given.Minutes(10) }));

    [TestMethod]
    public void Each_alert_is_alone_and_repeated_until_it_ends() => Check(
        s_plan,
        """
        00:00 fire a b
        00:01:30 resolve a
        00:02:30 resolve b
        """,
        """
        00:00 am First: a
        00:00 am First: b
        00:01 am Repeated: a
        00:01 am Repeated: b
        00:01:30 am Resolved: -a
        00:02 am Repeated: b
        00:02:30 am Resolved: -b
        """);

    [TestMethod]
    public void An_acknowledgement_does_not_make_it_forget() => Check(
        s_plan,
        """
        00:00 fire a
        00:00:10 ack a anna
        00:01:30 resolve a
        """,
        """
        00:00 am First: a
        00:01 am Repeated: a
        00:01:30 am Resolved: -a
        """);

    [TestMethod]
    public void Old_labels_are_resolved_when_an_alert_gets_others()
    {
        const string Script = """
            00:00 fire a
            00:00:30 relabel a team=web
            00:01 resolve a
            """;
        Check(
            s_plan,
            Script,
            """
            00:00 am First: a
            00:00:30 am Changed: a -a
            00:01 am Resolved: -a
            """);
        var stage = new ResponseStage(restart: false, s_plan);
        stage.Run(Script);
        CollectionAssert.AreEqual(
            new[] { "", "web", "", "web" },
            stage.Notifications.SelectMany(one => one.Alerts).Select(alert => alert.Labels["team"]).ToArray());
        Assert.AreEqual(Given.At("00:00:30"), stage.Notifications[1].Alerts[1].EndsAt);
    }

    [TestMethod]
    public void Old_labels_are_resolved_when_the_new_ones_lead_elsewhere() => Check(
        Given.Plan(
            Given.Rule("r/web", Given.Tell("chat"), alert => alert.Label("team") == "web"),
            Given.Rule("r/am", Given.Tell("am"))),
        """
        00:00 fire a
        00:00:30 relabel a team=web
        00:10 resolve a
        """,
        """
        00:00 am First: a
        00:00:30 am Resolved: -a
        00:00:30 chat First: a
        00:10 chat Resolved: -a
        """);

    private static void Check(ResponsePlan plan, string script, string expected) => Assert.AreEqual(expected, ResponseStage.Play(script, plan));
}
