using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class HoldingTests
{
    private static readonly ResponsePlan s_plan = Given.Plan(Given.Rule("r/all", Given.Tell("hook") with { GroupBy = ["instance"] }));

    private static readonly ResponsePlan s_inhibiting = s_plan with
    {
        Inhibitions = [Given.Inhibit("critical-over-warning", "severity=critical", "severity=warning", "instance")],
    };

    [TestMethod]
    public void A_silenced_alert_is_told_when_the_silence_ends() => Check(
        s_plan,
        """
        00:00 silence instance=a until 01:00
        00:10 fire a b
        00:20 fire Disk@a
        00:30 resolve Disk@a
        """,
        """
        00:10 hook First: b
        00:10 r/all not: a silence s1
        00:20 r/all not: Disk@a silence s1
        """,
        "02:00 through",
        """
        01:00 hook First: a
        01:00 s1 ended
        """);

    [TestMethod]
    public void Expiring_a_silence_tells_at_once() => Check(
        s_plan,
        """
        00:00 silence instance=~a|b until 01:00
        00:10 fire a b
        00:20 expire s1
        01:30 through
        """,
        """
        00:10 r/all not: a silence s1
        00:10 r/all not: b silence s1
        00:20 hook First: a
        00:20 hook First: b
        00:20 s1 ended
        """);

    [TestMethod]
    public void A_silence_that_lies_ahead_holds_nothing_before_it_starts() => Check(
        s_plan,
        """
        00:00 silence instance=a from 00:30 until 01:00
        00:10 fire a
        00:35 fire Disk@a
        01:10 through
        """,
        """
        00:10 hook First: a
        00:35 r/all not: Disk@a silence s1
        01:00 hook Changed: Disk@a a
        01:00 s1 ended
        """);

    [TestMethod]
    public void Where_two_silences_match_the_end_of_one_leaves_it_to_the_other() => Check(
        s_plan,
        """
        00:00 silence instance=a until 01:00
        00:00 silence severity=warning until 02:00
        00:10 fire a
        03:00 through
        """,
        """
        00:10 r/all not: a silence s1
        01:00 r/all not: a silence s2
        01:00 s1 ended
        02:00 hook First: a
        02:00 s2 ended
        """);

    [TestMethod]
    public void The_end_of_what_was_told_is_told_in_spite_of_a_silence() => Check(
        s_plan,
        """
        00:00 fire a
        00:10 silence instance=a until 08:00
        05:00 resolve a
        """,
        """
        00:00 hook First: a
        04:00 r/all not: a silence s1
        05:00 hook Resolved: -a
        """);

    [TestMethod]
    public void A_repeat_held_by_a_silence_is_made_when_it_ends() => Check(
        s_plan,
        """
        00:00 fire a
        00:10 silence instance=a until 05:00
        09:30 through
        """,
        """
        00:00 hook First: a
        04:00 r/all not: a silence s1
        05:00 hook Repeated: a
        05:00 s1 ended
        09:00 hook Repeated: a
        """);

    [TestMethod]
    public void What_gathered_before_the_silence_is_looked_at_when_it_would_be_sent() => Check(
        Given.Plan(Given.Rule("r/all", Given.Tell("hook") with { Wait = Given.Minutes(5) })),
        """
        00:00 fire a b
        00:01 silence instance=a until 01:00
        01:10 through
        """,
        """
        00:00 r/all not: a grouping 00:05
        00:00 r/all not: b grouping 00:05
        00:05 hook First: b
        00:05 r/all not: a silence s1
        01:00 hook Changed: a b
        01:00 s1 ended
        """);

    [TestMethod]
    public void A_silence_that_ends_when_a_group_is_due_holds_nothing_back() => Check(
        Given.Plan(Given.Rule("r/all", Given.Tell("hook") with { Wait = Given.Minutes(5) })),
        """
        00:00 silence instance=a until 00:05
        00:00 fire a b
        00:05 through
        """,
        """
        00:00 r/all not: a silence s1
        00:00 r/all not: b grouping 00:05
        00:05 hook First: a b
        00:05 s1 ended
        """);

    [TestMethod]
    public void A_source_holds_its_targets_back_whatever_the_order_in_a_slot() => Check(
        s_inhibiting,
        """
        00:00 fire a Disk:critical@a b
        00:10 resolve Disk:critical@a
        """,
        """
        00:00 hook First: Disk:critical@a
        00:00 hook First: b
        00:00 r/all not: a inhibition critical-over-warning
        00:10 hook Changed: a -Disk:critical@a
        """);

    [TestMethod]
    public void A_target_waits_for_the_last_source_and_only_for_those_with_its_labels() => Check(
        s_inhibiting,
        """
        00:00 fire Disk:critical@a Mem:critical@a Mem:critical@b
        00:01 fire a
        00:02 resolve Mem:critical@b
        00:03 resolve Disk:critical@a
        00:04 resolve Mem:critical@a
        """,
        """
        00:00 hook First: Disk:critical@a Mem:critical@a
        00:00 hook First: Mem:critical@b
        00:01 r/all not: a inhibition critical-over-warning
        00:02 hook Resolved: -Mem:critical@b
        00:03 hook Changed: Mem:critical@a -Disk:critical@a
        00:04 hook Changed: a -Mem:critical@a
        """);

    [TestMethod]
    public void An_alert_inhibits_neither_itself_nor_its_like() => Check(
        s_plan with { Inhibitions = [Given.Inhibit("all-over-all", "severity=~.+", "severity=~.+")] },
        "00:00 fire a b",
        """
        00:00 hook First: a
        00:00 hook First: b
        """);

    [TestMethod]
    public void A_target_that_is_a_source_too_is_held_by_a_pure_source() => Check(
        s_plan with { Inhibitions = [Given.Inhibit("up", "severity=~critical|warning", "severity=~warning|note")] },
        """
        00:00 fire Top:critical@a Mid:warning@b Low:note@c
        00:01 resolve Top:critical@a
        00:02 resolve Mid:warning@b
        """,
        """
        00:00 hook First: Top:critical@a
        00:00 r/all not: Mid:warning@b inhibition up
        00:00 r/all not: Low:note@c inhibition up
        00:01 hook Resolved: -Top:critical@a
        00:01 hook First: Mid:warning@b
        00:02 hook Resolved: -Mid:warning@b
        00:02 hook First: Low:note@c
        """);

    [TestMethod]
    public void Labels_that_both_lack_are_equal() => Check(
        s_plan with { Inhibitions = [Given.Inhibit("by-zone", "severity=critical", "severity=warning", "zone")] },
        """
        00:00 fire Disk:critical@a
        00:01 fire b c/zone=eu
        """,
        """
        00:00 hook First: Disk:critical@a
        00:01 hook First: c/zone=eu
        00:01 r/all not: b inhibition by-zone
        """);

    [TestMethod]
    public void A_shadow_alert_is_never_sent_and_inhibits_nobody() => Check(
        s_inhibiting,
        """
        00:00 fire Disk:critical@a | shadow
        00:00 fire a
        00:05 resolve Disk:critical@a
        """,
        """
        00:00 r/all not: Disk:critical@a shadow Disk
        00:00 hook First: a
        """);

    [TestMethod]
    public void Who_names_a_shadow_rule_depends_on_it_all_the_same() => Check(
        s_plan with { Limits = new Dictionary<string, AlertLimits> { ["Slow"] = new(RuleMode.Active, null, ["Down"]) } },
        """
        00:00 fire Down@a | shadow
        00:00 fire Slow@a
        00:05 resolve Down@a
        """,
        """
        00:00 r/all not: Down@a shadow Down
        00:00 r/all not: Slow@a dependency Down
        00:05 hook First: Slow@a
        """);

    [TestMethod]
    public void A_rule_that_the_plan_makes_a_shadow_falls_silent_and_its_end_is_still_told() => Check(
        [s_plan, s_plan with { Limits = new Dictionary<string, AlertLimits> { ["R"] = new(RuleMode.Shadow, null, []) } }],
        """
        00:00 fire a
        00:10 plan 1
        00:20 fire b
        05:00 resolve a b
        """,
        """
        00:00 hook First: a
        00:10 r/all not: a shadow R
        00:20 r/all not: b shadow R
        05:00 hook Resolved: -a
        """);

    [TestMethod]
    public void A_dependent_waits_for_what_it_depends_on_whether_the_plan_or_the_change_says_so()
    {
        const string Expected = """
            00:00 hook First: Down@a
            00:00 hook First: Down@b
            00:01 r/all not: Slow@a/path=x dependency Down
            00:02 hook Resolved: -Down@b
            00:03 hook Changed: Slow@a/path=x -Down@a
            """;
        const string Script = """
            00:00 fire Down@a Down@b
            00:01 fire Slow@a/path=x{0}
            00:02 resolve Down@b
            00:03 resolve Down@a
            """;
        Check(s_plan, Script.Replace("{0}", " | depends on Down", StringComparison.Ordinal), Expected);
        Check(
            s_plan with { Limits = new Dictionary<string, AlertLimits> { ["Slow"] = new(RuleMode.Active, null, ["Gone", "Down"]) } },
            Script.Replace("{0}", "", StringComparison.Ordinal),
            Expected);
    }

    [TestMethod]
    [DataRow("Down@a/zone=eu", "Slow@a/path=x", true, DisplayName = "labels that only one of them has do not contradict")]
    [DataRow("Down@a/zone=eu", "Slow@a/zone=us", false, DisplayName = "a shared label with another value contradicts")]
    [DataRow("Down@b", "Slow@a", false, DisplayName = "another instance")]
    [DataRow("Slow@b", "Slow@a", false, DisplayName = "a rule does not depend on itself")]
    public void A_dependency_holds_unless_labels_contradict(string source, string dependent, bool isHeld)
    {
        ResponsePlan plan = s_plan with { Limits = new Dictionary<string, AlertLimits> { ["Slow"] = new(RuleMode.Active, null, ["Down", "Slow"]) } };
        string said = ResponseStage.Play($"00:00 fire {source} {dependent}", plan);
        Assert.AreEqual(isHeld, said.Contains("dependency Down", StringComparison.Ordinal), said);
    }

    [TestMethod]
    public void Outside_its_rules_calendar_an_alert_waits_for_the_opening_whether_the_plan_or_the_change_says_so()
    {
        const string Expected = """
            06:00 r/all not: a calendar day
            08:00 hook First: a
            """;
        Check(s_plan, "06:00 fire a | outside day\n09:00 through", Expected);
        Check(
            s_plan with { Limits = new Dictionary<string, AlertLimits> { ["R"] = new(RuleMode.Active, "day", []) } },
            "06:00 fire a\n09:00 through",
            Expected);
    }

    [TestMethod]
    public void A_change_that_is_unsent_for_an_unknown_reason_is_refused()
    {
        var stage = new ResponseStage(restart: false, s_plan);
        ArgumentException refusal = Assert.ThrowsExactly<ArgumentException>(() => stage.Run("00:00 fire a | full moon"));
        StringAssert.Contains(refusal.Message, "'full moon'", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Silences_are_numbered_and_listed_until_they_end()
    {
        var generator = new ResponseGenerator(s_plan);
        Silence first = generator.AddSilence(Given.Matchers("instance=a"), Given.At("00:00"), Given.At("01:00"), "anna", "works", Given.Day);
        Silence second = generator.AddSilence(Given.Matchers("instance=b"), Given.At("00:30"), Given.At("02:00"), "ben", "", Given.Day);
        CollectionAssert.AreEqual(new[] { "s1", "s2" }, generator.Silences.Select(one => one.Id).ToArray());
        Assert.AreSame(first, generator.Fire(Given.At("01:00")).EndedSilences.Single());
        Assert.AreSame(second, generator.Silences.Single());
        Assert.IsNull(generator.ExpireSilence("s1", Given.At("01:01")));
        Assert.AreEqual(Given.At("01:05"), generator.ExpireSilence("s2", Given.At("01:05"))!.EndedSilences.Single().EndsAt);
        Assert.IsNull(generator.NextDeadline);
    }

    [TestMethod]
    [DataRow("", "00:00", "01:00", DisplayName = "no matchers")]
    [DataRow("instance=a", "01:00", "01:00", DisplayName = "an end at its start")]
    [DataRow("instance=a", "00:00", "00:10", DisplayName = "an end that is past")]
    public void A_silence_that_makes_no_sense_is_refused(string matchers, string from, string until) =>
        Assert.ThrowsExactly<ArgumentException>(() => new ResponseGenerator(s_plan).AddSilence(
            Given.Matchers(matchers), Given.At(from), Given.At(until), "anna", "", Given.At("00:10")));

    private static void Check(ResponsePlan plan, string script, string expected) => Check([plan], script, expected);

    private static void Check(ResponsePlan plan, string script, string expected, string then, string expectedThen) =>
        Check([plan], script + "\n" + then, expected + "\n" + expectedThen);

    private static void Check(ResponsePlan[] plans, string script, string expected) => Assert.AreEqual(expected, ResponseStage.Play(script, plans));
}
