using CsCheck;
using RulesPlatform.History;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.CommandLine;
using RulesPlatform.Host.CommandLine.Import;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.CommandLine;

[TestClass]
public sealed class ImportTests
{
    [TestMethod]
    [DataRow("some.om", "a{x=\"1\"} 2.5 1795514400.125\na 3\n# EOF\n", "a{x=\"1\"} 2.5 @1795514400125|a 3 @1795514700000")]
    [DataRow("some.prom", "# HELP a b\na{x=\"1\",} 2.5 1795514400125\na +Inf\n", "a{x=\"1\"} 2.5 @1795514400125|a ∞ @1795514700000")]
    [DataRow("some.om", "a{x=\"p\\\"q\\\\r\\n} # z\"} 1 # {trace=\"t\"} 0.5\n# EOF\n", "a{x=\"p\\\"q\\\\r\\n} # z\"} 1 @1795514700000")]
    [DataRow("some.csv", "metric,value,host\ncpu,1e3,web1\n\"cpu\",NaN,\"web,2\"\n", "cpu{host=\"web1\"} 1000 @1795514700000|cpu{host=\"web,2\"} NaN @1795514700000")]
    [DataRow("some.csv", "time,metric,labels,value\n1795514400,a,\"x=\"\"1\"\"\",5\n1795514400125,b,,6\n2026-11-24 10:00:00,c,,7\n", "a{x=\"1\"} 5 @1795514400000|b 6 @1795514400125|c 7 @1795514400000")]
    public void Reads(string name, string text, string expected)
    {
        (List<ImportedSample> samples, List<LineFlaw> flaws) = Read(name, text);
        Assert.IsEmpty(flaws, flaws.Count > 0 ? flaws[0].Message : "");
        Assert.AreEqual(
            expected, string.Join('|', samples.Select(sample => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sample.Series} {sample.Value} @{sample.UnixMs}"))).Replace("Infinity", "∞", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("some.prom", "a 1\nb\nc 2\n", 2, "'' is not a number")]
    [DataRow("some.prom", "a{x=\"1 2\n", 1, "the labels do not end: a closing \" or } is missing")]
    [DataRow("some.prom", "a{x=1} 2\n", 1, "a label is expected at character 3: name=\"value\"")]
    [DataRow("some.prom", "a{x=\"1\",x=\"2\"} 2\n", 1, "the label 'x' occurs twice")]
    [DataRow("some.prom", "9a 2\n", 1, "'9a' is not a metric's name")]
    [DataRow("some.prom", "a 2 1.5\n", 1, "'1.5' is not a time in milliseconds since 1970")]
    [DataRow("some.prom", "a two\n", 1, "'two' is not a number")]
    [DataRow("some.csv", "a,b\n1,2\n", 1, "the first line must name the columns, 'metric' and 'value' among them; e.g. time,metric,labels,value")]
    [DataRow("some.csv", "metric,value\ncpu\n", 2, "there are 1 cells, and the first line names 2 columns")]
    [DataRow("some.csv", "metric,value\ncpu,\"1\n", 2, "a quoted cell does not end")]
    [DataRow("some.csv", "metric,value,time\ncpu,1,soon\n", 2, "'soon' is not a time: write 2026-11-24T10:00:00Z, or Unix seconds or milliseconds")]
    public void Names_the_line_that_is_bad(string name, string text, int line, string message)
    {
        (_, List<LineFlaw> flaws) = Read(name, text);
        Assert.AreEqual(new LineFlaw(line, message), flaws[0]);
    }

    [TestMethod]
    public async Task A_file_with_a_bad_line_is_left_alone_unless_told_otherwise()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "some.prom");
        await File.WriteAllTextAsync(file, "a 1 1795514400000\nb\na 2 1795514415000\n");
        var terminal = new Terminal(folder.Path) { OpenStore = Open };
        (int refused, string output, string errors) = await terminal.Type("import", file, "--data", "fresh");
        Assert.AreEqual((ExitCode.Negative, ""), (refused, output));
        Assert.AreEqual("some.prom:2: '' is not a number\nsome.prom: 1 bad line; nothing of it was imported. Repair them, or import the 2 good samples with --skip-bad.\n", errors);
        (int skipped, string done, _) = await terminal.Type("import", file, "--data", "fresh", "--skip-bad");
        Assert.AreEqual(ExitCode.Negative, skipped);
        StringAssert.Contains(done, "2 samples imported into");
        using var archive = new HistoryArchive(HistoryReader.Open(Path.Combine(folder.Path, "fresh")), isOwned: true);
        var series = archive.Series("a", [], 10).Single();
        Assert.AreEqual("1 2", string.Join(' ', archive.Samples(series.Id, 0, long.MaxValue).Select(sample => sample.Value)));
    }

    [TestMethod]
    public async Task What_is_exported_can_be_imported_again()
    {
        using var folder = new TemporaryFolder();
        var terminal = new Terminal(folder.Path) { Archive = ShopWorld.Archive(), OpenStore = Open };
        foreach (string name in new[] { "all.om", "all.csv" })
        {
            string file = Path.Combine(folder.Path, name);
            Assert.AreEqual(ExitCode.Done, (await terminal.Type("export", "--file", file)).ExitCode);
            (int code, _, string errors) = await terminal.Type("import", file, "--data", name + ".data");
            Assert.AreEqual((ExitCode.Done, ""), (code, errors));
            using var archive = new HistoryArchive(HistoryReader.Open(Path.Combine(folder.Path, name + ".data")), isOwned: true);
            CollectionAssert.AreEquivalent(Told(ShopWorld.Archive()), Told(archive));
        }
    }

    [TestMethod]
    public void Any_series_survives_both_formats() =>
        Gen.Select(Gen.String[Gen.Char["xyz"], 1, 3], Gen.String[Gen.Char["a\"\\\n{},=# "], 1, 8], Gen.Double, Gen.Long[0, 4_000_000_000_000])
            .Sample((label, text, value, time) =>
            {
                var archive = new FakeArchive();
                archive.Add(new SeriesKey("m", LabelSet.Of((label, text))), new Sample(time, value));
                return new[] { (ExportFormat.OpenMetrics, "x.om"), (ExportFormat.Csv, "x.csv") }.All(format =>
                {
                    using var body = new MemoryStream();
                    new SampleExport(archive, new Selector(null, []), DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeMilliseconds(time + 1), format.Item1).Write(body, _ => { }, CancellationToken.None).GetAwaiter().GetResult();
                    (List<ImportedSample> read, List<LineFlaw> flaws) = Read(format.Item2, System.Text.Encoding.UTF8.GetString(body.ToArray()));
                    return flaws.Count == 0 && read is [{ } sample] && sample.UnixMs == time && sample.Value.Equals(value) && sample.Series.Labels[label] == text;
                });
            }, iter: 60);

    private static SampleStore Open(string folder)
    {
        SqliteHistory history = SqliteHistory.Open(folder);
        return new SampleStore(history, history.SealEverything);
    }

    private static (List<ImportedSample> Samples, List<LineFlaw> Flaws) Read(string name, string text)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, text);
        var flaws = new List<LineFlaw>();
        List<ImportedSample> samples = [.. new SampleFile(file, ImportFormat.Auto, ShopWorld.Now).Read(flaws.Add, _ => { })];
        return (samples, flaws);
    }

    private static string[] Told(IArchive archive) =>
    [
        .. archive.Series(null, [], 1000).SelectMany(series => archive.Samples(series.Id, 0, long.MaxValue)
            .Where(sample => !Staleness.IsMarker(sample.Value)).Select(sample => $"{series.Key} {sample.Value:R} {sample.UnixMs}")),
    ];
}
