using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class ReactionTests
{
    private static readonly TemplateText s_instance = new("{alert.Label(instance)}", alert => alert.Label("instance"));

    private static readonly ResponsePlan s_plan = Given.Plan(
        Given.Rule("r/run", new RunAction("restart", [s_instance, TemplateText.Plain("now; rm -rf /")])),
        Given.Rule("r/capture", new CaptureAction(["processes", "pressure"], s_instance)),
        Given.Rule("r/note", new AnnotateAction(s_instance)),
        Given.Rule("r/find", new RecommendAction("capacity", s_instance, TemplateText.Plain("grow it"))),
        Given.Rule("r/all", Given.Tell("hook")));

    [TestMethod]
    public void Rules_act_once_an_episode_whatever_the_routes_do() => Check(
        [s_plan, s_plan],
        """
        00:00 fire a
        00:10 plan 1
        00:20 relabel a team=x
        01:00 resolve a
        02:00 fire a
        """,
        """
        00:00 action:run Action: a command=restart 0=a 1=now; rm -rf /
        00:00 action:capture Action: a what=processes,pressure process=a
        00:00 hook First: a
        00:00 r/note notes: a
        00:00 r/find finds: capacity a grow it
        01:00 hook Resolved: -a
        02:00 action:run Action: a command=restart 0=a 1=now; rm -rf /
        02:00 action:capture Action: a what=processes,pressure process=a
        02:00 hook First: a
        02:00 r/note notes: a
        02:00 r/find finds: capacity a grow it
        """);

    [TestMethod]
    public void In_a_silence_nothing_is_run_nor_later_but_it_is_noted() => Check(
        [s_plan],
        """
        00:00 silence instance=a until 01:00
        00:10 fire a
        01:10 through
        """,
        """
        00:10 r/run not: a silence s1
        00:10 r/capture not: a silence s1
        00:10 r/all not: a silence s1
        00:10 r/note notes: a
        00:10 r/find finds: capacity a grow it
        01:00 hook First: a
        01:00 s1 ended
        """);

    [TestMethod]
    public void A_shadow_alert_leaves_no_trace_but_its_suppressions() => Check(
        [s_plan],
        "00:00 fire a | shadow",
        """
        00:00 r/run not: a shadow R
        00:00 r/capture not: a shadow R
        00:00 r/note not: a shadow R
        00:00 r/find not: a shadow R
        00:00 r/all not: a shadow R
        """);

    [TestMethod]
    public void A_command_that_is_not_allowed_is_not_run_and_the_default_receiver_hears_why() => Check(
        [s_plan with { Commands = new Dictionary<string, CommandAllowance>(), Responses = [s_plan.Responses[0], s_plan.Responses[^1]] }],
        "00:00 fire a",
        """
        00:00 spare First: a (Response rule r/run (responses/test.json:1:1) names the command restart, which ruleset.json does not allow.)
        00:00 hook First: a
        """);

    [TestMethod]
    public void Outside_its_calendar_a_rule_does_not_act() => Check(
        [s_plan with { Responses = [s_plan.Responses[0] with { ActiveWhen = "day" }, s_plan.Responses[^1]] }],
        "06:00 fire a",
        "06:00 hook First: a");

    private static void Check(ResponsePlan[] plans, string script, string expected)
    {
        Assert.AreEqual(Sorted(expected), Sorted(ResponseStage.Play(script, plans)));

        static string Sorted(string text) => string.Join('\n', text.Split('\n').OrderBy(line => line, StringComparer.Ordinal));
    }
}
