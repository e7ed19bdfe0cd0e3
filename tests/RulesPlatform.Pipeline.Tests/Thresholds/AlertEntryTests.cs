using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Thresholds;

/// <summary>
/// One letter a minute. In: b breached, q quiet and clear, h quiet but not clear, u unknown, n no data, x faulted, d delayed breach.
/// Out: . nothing said, P pending, F firing, A back to inactive from pending, R resolved, ~ recovering, ^ relapsed, V vanished.
/// </summary>
[TestClass]
public sealed class AlertEntryTests
{
    [TestMethod]
    [DataRow("bbbb", "P.F.", DisplayName = "fires once the breach has held two minutes")]
    [DataRow("bxb", "P.F", DisplayName = "a faulted slot neither fires nor forgives")]
    [DataRow("bub", "P.F", DisplayName = "an unknown slot neither fires nor forgives")]
    [DataRow("bbq", "P.A", DisplayName = "a breach that subsides before its time says so")]
    [DataRow("bbbq", "P.FR", DisplayName = "resolves at the first clear slot")]
    [DataRow("bbbuuuq", "P.F...R", DisplayName = "unknown does not resolve")]
    [DataRow("bbbhhq", "P.F~.R", DisplayName = "waits for clear to hold")]
    [DataRow("bbbhbq", "P.F~^R", DisplayName = "a relapse returns to firing")]
    [DataRow("bddbb", "P...F", DisplayName = "delayed slots do not count towards for")]
    [DataRow("dddd", "....", DisplayName = "delayed slots begin nothing")]
    [DataRow("bbbdq", "P.F.R", DisplayName = "a delayed slot does not resolve")]
    [DataRow("bbbnnnn", "P.F...V", DisplayName = "a series that is gone is forgotten after three minutes")]
    [DataRow("bbbnnbq", "P.F...R", DisplayName = "a series that returns in time is not forgotten")]
    [DataRow("bbbnnnnnbbb", "P.F...V.P.F", DisplayName = "a forgotten series that returns begins anew")]
    public void An_alert_moves_as_its_rule_says(string seen, string said) =>
        Assert.AreEqual(said, Run(seen, Rule()));

    [TestMethod]
    [DataRow("bbbqqqq", "P.F~..R", DisplayName = "keeps firing for three minutes after the breach")]
    [DataRow("bbbqqbqqqq", "P.F~.^~..R", DisplayName = "the three minutes begin again after a relapse")]
    [DataRow("bbbhqqqqq", "P.F~...R.", DisplayName = "they begin when it is clear")]
    public void KeepFiringFor_outlasts_the_breach(string seen, string said) =>
        Assert.AreEqual(said, Run(seen, Rule() with { KeepFiringFor = TimeSpan.FromMinutes(3) }));

    [TestMethod]
    public void Without_for_the_first_breach_fires() =>
        Assert.AreEqual("F.R", Run("bbq", Rule() with { For = TimeSpan.Zero }));

    [TestMethod]
    public void An_alert_that_flaps_stays_until_it_has_been_quiet_for_the_span() =>
        Assert.AreEqual("FRFRF~....R", Run("bqbqbqqqqqq", Rule() with { For = TimeSpan.Zero, Flapping = new FlappingPolicy(3, TimeSpan.FromMinutes(5)) }));

    [TestMethod]
    public void Absence_alerts_where_the_rule_asks_for_it_and_vanishes_later() =>
        Assert.AreEqual("P.F..V.....", Run("nnnnnnnnnnn", Rule() with { NoData = NoDataPolicy.Alert }));

    [TestMethod]
    public void A_saved_alert_keeps_its_elapsed_time()
    {
        ThresholdRule rule = Rule();
        var entry = new AlertEntry();
        Assert.AreEqual('P', Say(entry.Step(See('b'), new Slot(0), TimeSpan.FromMinutes(1), rule)));
        using var writer = new StateWriter();
        entry.Save(writer);
        using var reader = new StateReader(writer.ToMemory());
        AlertEntry restored = AlertEntry.Load(reader);
        Assert.AreEqual('.', Say(restored.Step(See('b'), new Slot(60_000), TimeSpan.FromMinutes(1), rule)));
        Assert.AreEqual('F', Say(restored.Step(See('b'), new Slot(120_000), TimeSpan.FromMinutes(1), rule)));
        Assert.AreEqual(new Slot(0), restored.Incarnation);
        Assert.AreEqual(2, restored.Transition);
    }

    private static ThresholdRule Rule() => new()
    {
        Id = "test/Rule",
        Name = "Rule",
        Signal = "signal",
        Severity = "warning",
        Condition = Worlds.Condition("signal.Value > 1", operands => operands.Value > 1),
        For = TimeSpan.FromMinutes(2),
        ForgetAfter = TimeSpan.FromMinutes(3),
        Origin = new Origin("test.json", 1, 1),
        ContentHash = "1",
    };

    private static string Run(string seen, ThresholdRule rule)
    {
        var entry = new AlertEntry();
        var said = new char[seen.Length];
        for (int i = 0; i < seen.Length; i++)
        {
            Observation observation = See(seen[i]);
            observation = observation.IsAbsent && rule.NoData == NoDataPolicy.Alert
                ? observation with { Kind = ObservationKind.Breached, BreachReason = ChangeReason.NoData }
                : observation;
            said[i] = Say(entry.Step(observation, new Slot(i * 60_000L), TimeSpan.FromMinutes(1), rule));
        }
        return new string(said);
    }

    private static Observation See(char letter) => letter switch
    {
        'b' => new Observation(ObservationKind.Breached),
        'q' => Observation.Quiet,
        'h' => Observation.Quiet with { IsClear = false },
        'n' => Observation.Hold with { IsAbsent = true },
        'd' => Observation.Hold with { IsDelayed = true },
        _ => Observation.Hold,
    };

    private static char Say(AlertStep? step) => step switch
    {
        null => '.',
        { Reason: ChangeReason.Vanished } => 'V',
        { To: AlertState.Pending } => 'P',
        { To: AlertState.Firing, From: AlertState.Recovering } => '^',
        { To: AlertState.Firing } => 'F',
        { To: AlertState.Recovering } => '~',
        { From: AlertState.Pending } => 'A',
        _ => 'R',
    };
}
