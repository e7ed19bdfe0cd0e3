using CsCheck;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Api;

[TestClass]
public sealed class SelectorTests
{
    private static readonly SeriesKey Series = new("http_requests_total", LabelSet.Of(("code", "503"), ("path", "/a\"b\\c,{}"), ("odd", "~x")));

    [TestMethod]
    [DataRow("http_requests_total", true)]
    [DataRow("http_requests", false)]
    [DataRow("{code=\"503\"}", true)]
    [DataRow("http_requests_total{code=~\"5..\", code!=\"500\"}", true)]
    [DataRow("http_requests_total{code!~\"5..\"}", false)]
    [DataRow("http_requests_total{code=503}", true)]
    [DataRow("http_requests_total{}", true)]
    [DataRow("{__name__=~\"http_.*\"}", true)]
    [DataRow("http_requests_total{path=\"/a\\\"b\\\\c,{}\"}", true)]
    [DataRow("{odd=\"~x\"}", true)]
    [DataRow("{odd!=\"~x\"}", false)]
    [DataRow("{missing=\"\"}", true)]
    public void Matches(string text, bool expected)
    {
        Assert.IsNull(Selector.TryParse(text, out Selector selector));
        Assert.AreEqual(expected, selector.Matches(Series));
    }

    [TestMethod]
    [DataRow("", "is empty; write name{label=\"value\"}")]
    [DataRow("a b", "has ' ' at position 2, where a metric's name is expected; write name{label=\"value\"}")]
    [DataRow("a{", "does not end with }")]
    [DataRow("a{b}", "has no label matcher at position 3; write name=\"value\", name!=\"value\", name=~\"regex\" or name!~\"regex\"")]
    [DataRow("a{b=\"c}", "has a value that does not end, from position 5")]
    [DataRow("a{b=\"c\" d=\"e\"}", "has 'd' at position 9, where a comma is expected")]
    [DataRow("a{b=\"c\"} 5", "goes on after } at position 9")]
    public void Says_what_is_not_understood_and_where(string text, string expected) => Assert.AreEqual(expected, Selector.TryParse(text, out _));

    [TestMethod]
    public void A_pattern_that_is_none_is_named()
    {
        string? flaw = Selector.TryParse("a{b=~\"(\"}", out _);
        StringAssert.StartsWith(flaw, "has a pattern for 'b' that cannot be used:");
    }

    [TestMethod]
    public void Every_series_is_found_by_what_it_prints() =>
        Gen.Select(Gen.String[Gen.Char["abc_"], 1, 5], Gen.Select(Gen.String[Gen.Char["xyz"], 1, 3], Gen.String[Gen.Char["a\"\\\n{},=~! "], 1, 6]).List[0, 3])
            .Select((name, labels) => new SeriesKey(name, LabelSet.Of(labels.Select(label => new Label(label.Item1, label.Item2)))))
            .Sample(key => Selector.TryParse(key.ToString(), out Selector selector) is null && selector.Matches(key), iter: 500);
}
