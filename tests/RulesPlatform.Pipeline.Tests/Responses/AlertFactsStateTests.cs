using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Responses;

[TestClass]
public sealed class AlertFactsStateTests
{
    [TestMethod]
    public void Facts_come_back_as_they_were()
    {
        AlertFacts facts = Given.Change("Disk:critical@a/zone=eu", Given.Day, AlertState.Inactive, AlertState.Firing).Facts with
        {
            Runbook = "https://runbook",
            IsDefault = true,
            Levels = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase) { ["Warning"] = 1, ["critical"] = 2 },
            Signal = new Signal(
                "s", LabelSet.Of(("b", "2")), new Slot(7), 1.5, double.NaN, -2.5, 0.25, Tier.Delayed, TimeSpan.FromTicks(123), 0.5, UnknownReason.Stale),
        };
        using var writer = new StateWriter();
        AlertFactsState.Save(writer, facts);
        using var reader = new StateReader(writer.ToMemory());
        AlertFacts loaded = AlertFactsState.Load(reader);
        Assert.AreEqual(2, loaded.Levels["CRITICAL"], "rule files may write a level's name in any case");
        CollectionAssert.AreEqual(facts.Levels.ToArray(), loaded.Levels.ToArray());
        Assert.AreEqual(facts, loaded with { Levels = facts.Levels });
    }
}
