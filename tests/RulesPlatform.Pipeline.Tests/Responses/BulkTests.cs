using System.Diagnostics;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class BulkTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("alone", DisplayName = "each alert alone")]
    [DataRow("together", DisplayName = "all in one group")]
    [DataRow("inhibited", DisplayName = "all held by one source, and let go")]
    [DataRow("dependent", DisplayName = "each dependent on another's end")]
    public void Ten_thousand_alerts_at_once_cost_each_as_much_as_a_thousand_do(string world)
    {
        Live(world, 100);
        double few = Live(world, 1_000);
        double many = Live(world, 10_000);
        TestContext.WriteLine($"{world}: {few:0} and {many:0} bytes an alert");
        Assert.IsLessThan(1.5, many / few, "cost grows faster than the number of alerts");
    }

    /// <summary>Bytes an alert that its life takes: fire, wait, repeat, save, load, end.</summary>
    private double Live(string world, int count)
    {
        ResponsePlan plan = Plan(world);
        var generator = new ResponseGenerator(plan);
        AlertChange[] sources = [Given.Change("Up:critical@x/all=1", Given.Day, AlertState.Inactive, AlertState.Firing)];
        AlertChange[] began = [.. Alerts("R", world, count).Select(id => Given.Change(id, Given.Day, AlertState.Inactive, AlertState.Firing))];
        AlertChange[] ended = [.. Alerts("R", world, count).Select(id => Given.Change(id, Given.At("06:00"), AlertState.Firing, AlertState.Inactive, Given.Day, 2))];
        long before = GC.GetAllocatedBytesForCurrentThread();
        long clock = Stopwatch.GetTimestamp();
        int told = Firing(generator.Respond(new Slot(Given.Day.ToUnixTimeMilliseconds()), [.. sources, .. began]));
        told += Firing(generator.Respond(Slot("01:00"), [Given.Change("Up:critical@x/all=1", Given.At("01:00"), AlertState.Firing, AlertState.Inactive, Given.Day, 2)]));
        told += Firing(generator.Fire(Given.At("05:30")));
        using var state = new StateWriter();
        generator.Save(state);
        var loaded = new ResponseGenerator(plan);
        using var reader = new StateReader(state.ToMemory());
        loaded.Load(reader);
        ResponseOutcome end = loaded.Respond(Slot("06:00"), ended);
        loaded.Fire(Given.At("07:00"));
        TimeSpan took = Stopwatch.GetElapsedTime(clock);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsGreaterThanOrEqualTo(2 * count, told);
        Assert.AreEqual(count, end.Notifications.Sum(one => one.Alerts.Count(alert => !alert.IsFiring)));
        Assert.IsNull(loaded.NextDeadline);
        TestContext.WriteLine($"{world}: {count} alerts, {took.TotalMilliseconds:0} ms");
        return (double)bytes / count;
    }

    private static int Firing(ResponseOutcome outcome) => outcome.Notifications.Sum(one => one.Alerts.Count(alert => alert.IsFiring));

    private static Slot Slot(string time) => new(Given.At(time).ToUnixTimeMilliseconds());

    private static IEnumerable<string> Alerts(string rule, string world, int count) =>
        Enumerable.Range(0, count).Select(i => $"{rule}:warning@h{i}{(world == "inhibited" ? "/all=1" : "")}");

    private static ResponsePlan Plan(string world)
    {
        ResponsePlan plan = Given.Plan(Given.Rule("r/all", Given.Tell("hook") with { GroupBy = world == "together" ? [] : ["instance"] }));
        return world switch
        {
            "inhibited" => plan with { Inhibitions = [Given.Inhibit("all", "severity=critical", "severity=warning", "all")] },
            "dependent" => plan with { Limits = new Dictionary<string, AlertLimits> { ["R"] = new(RuleMode.Active, null, ["Up", "R2"]) } },
            _ => plan,
        };
    }
}
