using CsCheck;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Text;

[TestClass]
public sealed class Suggestions
{
    [TestMethod]
    [DataRow("timout", "timeout", DisplayName = "a letter left out")]
    [DataRow("tiemout", "timeout", DisplayName = "two letters swapped")]
    [DataRow("TIMEOUT", "timeout", DisplayName = "another case")]
    [DataRow("timeouts", "timeout", DisplayName = "a letter too many")]
    [DataRow("interfal", "interval", DisplayName = "a wrong letter")]
    [DataRow("b", null, DisplayName = "one letter is near nothing")]
    [DataRow("patience", null, DisplayName = "another word")]
    [DataRow("", null)]
    public void Are_made_only_when_near(string written, string? expected) =>
        Assert.AreEqual(expected, Nearest.To(written, ["interval", "timeout", "zone", "by"]));

    [TestMethod]
    public void Prefer_the_nearest() => Assert.AreEqual("labels", Nearest.To("labls", ["label", "labels", "levels"]));

    [TestMethod]
    [DataRow("", "", 0)]
    [DataRow("ab", "ba", 1)]
    [DataRow("abcd", "acbd", 1)]
    [DataRow("kitten", "sitting", 3)]
    public void Count_slips(string left, string right, int expected) => Assert.AreEqual(expected, Nearest.Distance(left, right, 10));

    [TestMethod]
    public void Count_the_same_both_ways_and_exceed_a_bound_only_when_they_must() =>
        Gen.Select(Gen.Char['a', 'c'].Array[0, 8], Gen.Char['a', 'c'].Array[0, 8], Gen.Int[0, 4]).Sample((left, right, bound) =>
        {
            int distance = Nearest.Distance(left, right, 100);
            int bounded = Nearest.Distance(left, right, bound);
            return distance == Nearest.Distance(right, left, 100) && (distance <= bound ? bounded == distance : bounded > bound);
        });
}
