using Bogus;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Tests.Metrics;

[TestClass]
public sealed class LabelSetTests
{
    [TestMethod]
    [DataRow("b=1 a=2", "{a=\"2\",b=\"1\"}", DisplayName = "sorted by name")]
    [DataRow("a=1 b=2 a=3", "{a=\"3\",b=\"2\"}", DisplayName = "of two with one name the later")]
    [DataRow("a=1 a=", "", DisplayName = "an empty value is no label, and takes the earlier one away")]
    [DataRow("a= a=1", "{a=\"1\"}", DisplayName = "an earlier empty value does not count")]
    [DataRow("é=1 z=2 Z=3", "{Z=\"3\",z=\"2\",é=\"1\"}", DisplayName = "ordinal, not as a language sorts")]
    public void Labels_are_put_in_order(string labels, string expected) => Assert.AreEqual(expected, LabelSet.Of(Parse(labels)).ToString());

    [TestMethod]
    public void Laying_one_set_over_another_is_the_same_as_laying_their_labels_one_after_the_other()
    {
        var randomizer = new Randomizer(17);
        for (int world = 0; world < 500; world++)
        {
            Label[] all = [.. Enumerable.Range(0, randomizer.Bool(0.1f) ? 200 : randomizer.Int(0, 12)).Select(_ => new Label(randomizer.String2(1, 2, "abcdefgh"), randomizer.String2(0, 1, "xyz")))];
            int cut = randomizer.Int(0, all.Length);
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (Label label in all)
            {
                expected[label.Name] = label.Value;
            }

            LabelSet whole = LabelSet.Of(all);

            string given = string.Join(' ', all);
            CollectionAssert.AreEqual(expected.Where(pair => pair.Value.Length > 0).Select(pair => new Label(pair.Key, pair.Value)).ToArray(), whole.ToArray(), given);
            LabelSet first = LabelSet.Of(all[..cut]);
            LabelSet second = LabelSet.Of(all[cut..]);
            // An empty value takes a label away within one set; between two there is none to lay over.
            if (all[cut..].All(label => label.Value.Length > 0))
            {
                Assert.AreEqual(whole, first.With(second), given);
                Assert.AreEqual(whole.GetHashCode(), first.With(second).GetHashCode(), given);
            }
        }
    }

    [TestMethod]
    public void Equal_texts_of_many_series_are_one_text()
    {
        var table = new SeriesTable();
        for (int i = 0; i < 3; i++)
        {
            table.Intern(new SeriesKey(new string("requests"), LabelSet.Of((new string("item"), $"{i}"), (new string("service"), new string("shop")))));
        }

        Assert.AreSame(table[new SeriesId(0)].Metric, table[new SeriesId(2)].Metric);
        Assert.AreSame(table[new SeriesId(0)].Labels["service"], table[new SeriesId(2)].Labels["service"]);
        Assert.IsTrue(table.TryFind(new SeriesKey("requests", LabelSet.Of(("item", "1"), ("service", "shop"))), out SeriesId id) && id.Value == 1);
    }

    private static IEnumerable<Label> Parse(string labels) => labels.Split(' ').Select(label => new Label(label.Split('=')[0], label.Split('=')[1]));
}
