using System.Text;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Exposition;

[TestClass]
[DoNotParallelize] // One test counts what its thread allocates.
public sealed class ExpositionParserTests
{
    [DataRow("up 1\n", "up 1")]
    [DataRow("a{b=\"c\"} 1\n", "a{b=\"c\"} 1")]
    [DataRow("a{b=\"c\"}1\n", "a{b=\"c\"} 1")]
    [DataRow("a { b = \"c\" , d=\"e\", } 2\n", "a{b=\"c\",d=\"e\"} 2")]
    [DataRow("a{} 3\n", "a 3")]
    [DataRow("a{z=\"1\",b=\"2\"} 3\n", "a{b=\"2\",z=\"1\"} 3")]
    [DataRow("a{b=\"\"} 3\n", "a 3", DisplayName = "an empty label is none")]
    [DataRow("a{b=\"x\\\\y\\\"z\\nw\"} 1\n", "a{b=\"x\\\\y\\\"z\\nw\"} 1")]
    [DataRow("a{b=\"C:\\Temp\"} 1\n", "a{b=\"C:\\\\Temp\"} 1", DisplayName = "an unknown escape stays as it is")]
    [DataRow("a{b=\"}\",c=\" {,\"} 1\n", "a{b=\"}\",c=\" {,\"} 1")]
    [DataRow("a{b=\"äöü€😀\"} 1\n", "a{b=\"äöü€😀\"} 1")]
    [DataRow("{\"http.requests\",method=\"get\"} 4\n", "http.requests{method=\"get\"} 4")]
    [DataRow("{\"http.requests\"} 4\n", "http.requests 4")]
    [DataRow("a{\"b.c\"=\"d\"} 4\n", "a{b.c=\"d\"} 4")]
    [DataRow("ns:rule:sum 5\n", "ns:rule:sum 5")]
    [DataRow("a NaN\nb +Inf\nc -Inf\n", "a NaN;b Infinity;c -Infinity")]
    [DataRow("a 1 1700000000123\n", "a 1 @1700000000123")]
    [DataRow("a 1 -5\n", "a 1 @-5")]
    [DataRow("a\t1\t1700000000123\t\n", "a 1 @1700000000123")]
    [DataRow("a 1\r\n\r\nb 2\r\n", "a 1;b 2")]
    [DataRow("\n\n  \na 1\n\n", "a 1")]
    [DataRow("# a comment\n#\n# TYPE a counter\n# HELP a \na 1\n", "a 1")]
    [DataRow("# EOF\na 1\n", "a 1", DisplayName = "to Prometheus text, EOF is a comment")]
    [DataRow("", "", DisplayName = "an empty body has no samples")]
    [TestMethod]
    public void Reads_Prometheus_text(string body, string expected) =>
        Assert.AreEqual(expected, string.Join(';', new ParsedBody().Read(body)));

    [DataRow("a 1\n# EOF\n", "a 1")]
    [DataRow("a 1\n# EOF", "a 1")]
    [DataRow("a_total 1 1700000000.123\n# EOF\n", "a_total 1 @1700000000123")]
    [DataRow("a_total 1 1.7e9\n# EOF\n", "a_total 1 @1700000000000")]
    [DataRow("a_bucket{le=\"1\"} 17 # {trace_id=\"KOO5S4vxi0o\"} 0.67\n# EOF\n", "a_bucket{le=\"1\"} 17")]
    [DataRow("a_bucket{le=\"1\"} 17 1700000000 # {} 9.8 1520879607.789\n# EOF\n", "a_bucket{le=\"1\"} 17 @1700000000000")]
    [DataRow("# TYPE a counter\na_total 5\na_created 1520430000.123\n# EOF\n", "a_total 5;a_created 1520430000.123")]
    [DataRow("# TYPE s stateset\ns{s=\"on\"} 1\ns{s=\"off\"} 0\n# TYPE i info\ni_info{v=\"1\"} 1\n# EOF\n", "s{s=\"on\"} 1;s{s=\"off\"} 0;i_info{v=\"1\"} 1")]
    [DataRow("# TYPE g gaugehistogram\ng_bucket{le=\"+Inf\"} 4\ng_gcount 4\ng_gsum 3\n# EOF\n", "g_bucket{le=\"+Inf\"} 4;g_gcount 4;g_gsum 3")]
    [DataRow("# EOF\n", "")]
    [TestMethod]
    public void Reads_OpenMetrics(string body, string expected) =>
        Assert.AreEqual(expected, string.Join(';', new ParsedBody().Read(body, ExpositionFormat.OpenMetrics)));

    // Bodies after one another, '|' between them, lines by ';'. The parser must read the last one as a new parser would.
    [DataRow("a 1;b 2;c 3|a 4;b 5;c 6", DisplayName = "steady")]
    [DataRow("a 1;b 2;c 3|a 4;c 6", DisplayName = "one left out")]
    [DataRow("a 1;b 2;c 3|a 4;x 9;b 5;c 6", DisplayName = "one added")]
    [DataRow("a 1;b 2;c 3|c 4;b 5;a 6", DisplayName = "turned round")]
    [DataRow("a 1;b 2|a 1;b 2;c 3", DisplayName = "one added at the end")]
    [DataRow("a 1;ab 2|ab 1;a 2", DisplayName = "a name that begins another")]
    [DataRow("a 1|a{b=\"c\"} 1", DisplayName = "labels behind an expected name")]
    [DataRow("a 1|a {b=\"c\"} 1", DisplayName = "labels behind an expected name and a blank")]
    [DataRow("a 1;b 2|a 1 1700000000000;b 2", DisplayName = "a timestamp appears")]
    [DataRow("a 1;a 2|a 3;a 4", DisplayName = "a series twice")]
    [DataRow("# TYPE a gauge;a 1|# TYPE a gaugehistogram;a 1", DisplayName = "metadata that begins as before")]
    [DataRow("a 1;b 2||a 1;b 2", DisplayName = "an empty body between")]
    [TestMethod]
    public void What_it_remembers_changes_nothing(string bodies)
    {
        var remembering = new ParsedBody();
        string[] last = [];
        foreach (string body in bodies.Split('|'))
        {
            string text = body.Length == 0 ? "" : body.Replace(';', '\n') + "\n";
            last = remembering.Read(text);
            CollectionAssert.AreEqual(new ParsedBody().Read(text), last);
        }
        Assert.IsNotEmpty(last);
    }

    [TestMethod]
    public void Reads_hundreds_of_changing_bodies_as_a_new_parser_would()
    {
        var random = new Random(7);
        var remembering = new ParsedBody();
        List<string> series = [.. Enumerable.Range(0, 60).Select(i => $"m{i % 7}{{a=\"{i}\"}}")];
        for (int round = 0; round < 400; round++)
        {
            int change = random.Next(4);
            if (change == 0)
            {
                series[random.Next(series.Count)] = $"m{random.Next(9)}{{a=\"{random.Next(1000)}\"}}";
            }
            else if (change == 1)
            {
                (int i, int j) = (random.Next(series.Count), random.Next(series.Count));
                (series[i], series[j]) = (series[j], series[i]);
            }
            string body = string.Concat(series.Skip(random.Next(3)).Select(text => $"{text} {random.Next(100)}\n"));
            CollectionAssert.AreEqual(new ParsedBody().Read(body), remembering.Read(body), $"round {round}");
        }
    }

    [DataRow(LabelClash.TheirsIsRenamed, "a{exported_job=\"theirs\",job=\"ours\"} 1")]
    [DataRow(LabelClash.TheirsWins, "a{job=\"theirs\"} 1")]
    [DataRow(LabelClash.OursReplaces, "a{job=\"ours\"} 1")]
    [TestMethod]
    public void Labels_that_clash_are_settled_as_asked(LabelClash clash, string expected) =>
        Assert.AreEqual(expected, new ParsedBody(clash, target: "ours").Read("a{job=\"theirs\"} 1\n").Single());

    [TestMethod]
    public void A_renamed_label_that_is_taken_is_renamed_again() =>
        Assert.AreEqual(
            "a{exported_exported_job=\"x\",exported_job=\"y\",job=\"ours\"} 1",
            new ParsedBody(target: "ours").Read("a{job=\"x\",exported_job=\"y\"} 1\n").Single());

    [TestMethod]
    public void Timestamps_that_are_not_honoured_are_left_out() =>
        Assert.AreEqual("a 1", new ParsedBody(honorTimestamps: false).Read("a 1 1700000000000\n").Single());

    [TestMethod]
    public void Metrics_that_the_filter_drops_are_counted_and_never_interned()
    {
        var parsed = new ParsedBody(drop: "~go_.*");
        for (int i = 0; i < 2; i++)
        {
            CollectionAssert.AreEqual(new[] { "a 1" }, parsed.Read("go_x 1\na 1\ngo_y 2\n"));
            Assert.AreEqual((2, 1), (parsed.Writer.Dropped, parsed.Table.Count));
        }
    }

    [TestMethod]
    public void Keeps_what_the_target_says_about_its_metrics()
    {
        var parsed = new ParsedBody();
        parsed.Read("# HELP http_seconds Time \\\\ taken\\nto answer\n# TYPE http_seconds histogram\n# UNIT http_seconds seconds\nhttp_seconds_count 1\n# EOF\n", ExpositionFormat.OpenMetrics);
        Assert.AreEqual(new MetricFacts("http_seconds", MetricType.Histogram, "seconds", "Time \\ taken\nto answer"), parsed.Catalog.Find("http_seconds_bucket"));
        Assert.IsNull(parsed.Catalog.Find("other"));
    }

    [TestMethod]
    public void A_steady_body_is_read_without_allocating()
    {
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i =>
            $"{(i % 10 == 0 ? $"# HELP m{i / 10} help text\n" : "")}m{i / 10}{{cpu=\"{i % 10}\",mode=\"idle\"}} {i * 1.25} {(i % 3 == 0 ? "1700000000000" : "")}".TrimEnd() + "\n")));
        var parsed = new ParsedBody();
        parsed.Parse(body, ExpositionFormat.Text);
        parsed.Parse(body, ExpositionFormat.Text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        parsed.Parse(body, ExpositionFormat.Text);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(5_000, parsed.Writer.Count);
    }

    [DataRow("text/plain; version=0.0.4; charset=utf-8", ExpositionFormat.Text)]
    [DataRow("application/openmetrics-text; version=1.0.0; charset=utf-8", ExpositionFormat.OpenMetrics)]
    [DataRow("APPLICATION/OPENMETRICS-TEXT", ExpositionFormat.OpenMetrics)]
    [DataRow("", ExpositionFormat.Text)]
    [DataRow(null, ExpositionFormat.Text)]
    [TestMethod]
    public void Tells_the_formats_apart(string? contentType, object format)
    {
        Assert.IsTrue(ExpositionMedia.TryFormatOf(contentType, out ExpositionFormat found));
        Assert.AreEqual(format, found);
    }

    [DataRow("text/html")]
    [DataRow("application/json")]
    [DataRow("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited")]
    [DataRow("no type at all")]
    [TestMethod]
    public void Refuses_other_types(string contentType) => Assert.IsFalse(ExpositionMedia.TryFormatOf(contentType, out _));
}
