using System.Globalization;
using System.Text;
using RulesPlatform.Host.Scheduling;

namespace RulesPlatform.Host.Tests.Scheduling;

[TestClass]
public sealed class GrowthGarbageTests
{
    // A figure a turn, five seconds apart: thousands of series. Out: g where memory is given back.
    [TestMethod]
    [DataRow("0 9 9 9 9 9", "...g..", DisplayName = "once, when they have not grown for ten seconds")]
    [DataRow("0 4 4 4 4", ".....", DisplayName = "not for a few")]
    [DataRow("0 3 6 9 9 9 9", ".....g.", DisplayName = "not while they grow")]
    [DataRow("9 9 9 12 12 12 12 15 15 15", "..g......g", DisplayName = "again when as many have come since")]
    public void Memory_is_given_back_when_many_series_have_settled(string thousands, string expected)
    {
        int series = 0;
        bool isGiven = false;
        var garbage = new GrowthGarbage(() => series, () => isGiven = true);
        var now = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
        var seen = new StringBuilder();

        foreach (string figure in thousands.Split(' '))
        {
            (series, isGiven) = (int.Parse(figure, CultureInfo.InvariantCulture) * 1000, false);
            garbage.Turn(now += TimeSpan.FromSeconds(5));
            seen.Append(isGiven ? 'g' : '.');
        }

        Assert.AreEqual(expected, seen.ToString());
    }
}
