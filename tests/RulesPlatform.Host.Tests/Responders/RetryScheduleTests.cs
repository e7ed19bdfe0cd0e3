using CsCheck;
using RulesPlatform.Host.Responders;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class RetryScheduleTests
{
    private static readonly RetrySchedule Schedule = new(new OutboxSettings());

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 2)]
    [DataRow(4, 8)]
    [DataRow(9, 256)]
    [DataRow(10, 300, DisplayName = "at most five minutes")]
    [DataRow(1000, 300)]
    public void Doubles_within_a_quarter_up_to_the_longest(int attempts, double seconds) =>
        Gen.String.Sample(key =>
        {
            double delay = Schedule.Delay(key, attempts, null).TotalSeconds;
            return delay >= seconds * 0.75 - 1e-6 && delay <= seconds * 1.25 + 1e-6;
        }, iter: 200, seed: "0000KOIPe036");

    [TestMethod]
    public void Is_spread_by_the_key_and_the_attempt_and_repeats_exactly()
    {
        TimeSpan[] delays = [.. Enumerable.Range(0, 1000).Select(index => Schedule.Delay($"k{index}", 5, null))];
        CollectionAssert.AreEqual(delays, Enumerable.Range(0, 1000).Select(index => Schedule.Delay($"k{index}", 5, null)).ToArray());
        Assert.IsGreaterThan(990, delays.Distinct().Count());
        Assert.AreEqual(16, delays.Average(delay => delay.TotalSeconds), 0.3, "The middle of the spread is the doubled delay.");
    }

    [TestMethod]
    [DataRow(0, 1.25, DisplayName = "less than ours changes nothing")]
    [DataRow(90, 90)]
    [DataRow(86_400, 3_600, DisplayName = "at most an hour")]
    [DataRow(-5, 1.25)]
    public void Waits_as_long_as_it_is_asked_to(int askedSeconds, double atMostSeconds)
    {
        double delay = Schedule.Delay("k", 1, TimeSpan.FromSeconds(askedSeconds)).TotalSeconds;
        Assert.IsTrue(delay <= atMostSeconds && delay >= Math.Min(atMostSeconds, Math.Max(askedSeconds, 0.75)), $"{delay}");
    }
}
