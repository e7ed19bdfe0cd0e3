using System.Text.RegularExpressions;
using RulesPlatform.Host.Sources.Exposition;

namespace RulesPlatform.Host.Tests.Sources.Exposition;

/// <summary>
/// A node exporter 1.5.0's body, trimmed, and the same rewritten as OpenMetrics: that version answers in text only, whatever it is asked for.
/// </summary>
[TestClass]
public sealed class RecordedBodyTests
{
    private const string Text = "node-exporter-1.5.0.prom";
    private const string OpenMetrics = "node-exporter-1.5.0.converted.om";

    [DataRow(Text, ExpositionFormat.Text)]
    [DataRow(OpenMetrics, ExpositionFormat.OpenMetrics)]
    [TestMethod]
    public void Reads_every_sample(string file, object format)
    {
        string body = Resources.Text(file);
        string[] lines = new ParsedBody().Read(body, (ExpositionFormat)format);
        string[] written = [.. body.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Normal)];
        Assert.HasCount(154, written);
        CollectionAssert.AreEqual(written, lines);
    }

    [TestMethod]
    public void Both_formats_give_the_same_samples() =>
        CollectionAssert.AreEqual(
            new ParsedBody().Read(Resources.Text(Text)), new ParsedBody().Read(Resources.Text(OpenMetrics), ExpositionFormat.OpenMetrics));

    [DataRow(Text, ExpositionFormat.Text, "node_cpu_seconds_total")]
    [DataRow(OpenMetrics, ExpositionFormat.OpenMetrics, "node_cpu_seconds")]
    [TestMethod]
    public void Finds_what_a_metric_means(string file, object format, string family)
    {
        var parsed = new ParsedBody();
        parsed.Read(Resources.Text(file), (ExpositionFormat)format);
        string unit = (ExpositionFormat)format == ExpositionFormat.Text ? "" : "seconds";
        Assert.AreEqual(
            new MetricFacts(family, MetricType.Counter, unit, "Seconds the CPUs spent in each mode."), parsed.Catalog.Find("node_cpu_seconds_total"));
    }

    [TestMethod]
    public void A_body_cut_anywhere_inside_a_line_is_refused_and_one_cut_between_lines_is_not_OpenMetrics()
    {
        byte[] body = Resources.Bytes(OpenMetrics);
        for (int length = 1; length < body.Length - 1; length += 7)
        {
            Assert.ThrowsExactly<Pipeline.Collection.SourceFaultException>(
                () => new ParsedBody().Parse(body.AsSpan(0, length), ExpositionFormat.OpenMetrics), $"cut at {length}");
        }
    }

    /// <summary>Labels sorted and without empty values, the number printed as a double is.</summary>
    private static string Normal(string line)
    {
        int blank = line.LastIndexOf(' ');
        double value = double.Parse(line[(blank + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        int brace = line.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0)
        {
            return $"{line[..blank]} {value:R}";
        }
        string[] labels = [.. Regex.Matches(line[brace..blank], "[a-z_0-9]+=\"[^\"]+\"").Select(match => match.Value).Order(StringComparer.Ordinal)];
        return $"{line[..brace]}{{{string.Join(',', labels)}}} {value:R}";
    }
}
