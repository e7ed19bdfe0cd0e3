using System.Runtime.CompilerServices;
using RulesPlatform.History;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.CommandLine;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.CommandLine;

[TestClass]
public sealed class SliceTests
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.FromUnixTimeSeconds(1_795_514_400);

    [TestMethod]
    public async Task Keeps_what_the_rules_read_and_leaves_the_rest()
    {
        using var folder = new TemporaryFolder();
        Fill(Path.Combine(folder.Path, "data"));

        (int code, _, string errors) = await Typing(folder, "export", "--slice", ShippedRules(), "--file", "slice", "--data", "data");

        Assert.AreEqual(ExitCode.Done, code, errors);
        StringAssert.Contains(errors, "10 samples of 1 series from 10 collections");
        using HistoryReader slice = HistoryReader.Open(Path.Combine(folder.Path, "slice"));
        Assert.AreEqual("up{job=\"node\"}", slice.Series.Find(null, null, 10).Single().Key.ToString());
        Assert.AreEqual(10, slice.Inputs(new Slot(0)).Count());
    }

    [TestMethod]
    public async Task Takes_from_the_past_no_more_than_is_asked_for_and_windows_reach()
    {
        using var folder = new TemporaryFolder();
        Fill(Path.Combine(folder.Path, "data"));

        (int code, _, string errors) = await Typing(folder, "export", "--slice", ShippedRules(), "--file", "slice", "--data", "data", "--from", "2030-01-01T00:00:00Z");

        Assert.AreEqual(ExitCode.Done, code, errors);
        StringAssert.Contains(errors, "0 samples of 1 series from 0 collections");
    }

    [TestMethod]
    [DataRow("rules", "--data data", "name it with --file")]
    [DataRow("rules", "--server http://127.0.0.1:1 --file slice", "not through --server")]
    [DataRow("nowhere", "--file slice --data data", "do not load")]
    [DataRow("rules", "--file data --data data", "is not empty")]
    [DataRow("rules", "--file slice --data nothing", "There is no history in")]
    public async Task Refuses_what_cannot_be(string rules, string arguments, string said)
    {
        using var folder = new TemporaryFolder();
        Fill(Path.Combine(folder.Path, "data"));

        (int code, _, string errors) = await Typing(folder, ["export", "--slice", rules == "rules" ? ShippedRules() : rules, .. arguments.Split(' ')]);

        Assert.AreNotEqual(ExitCode.Done, code);
        StringAssert.Contains(errors, said);
        Assert.IsFalse(Directory.Exists(Path.Combine(folder.Path, "slice")) || Directory.Exists(Path.Combine(folder.Path, "slice.part")));
    }

    private static Task<(int ExitCode, string Output, string Errors)> Typing(TemporaryFolder folder, params string[] words) =>
        new Terminal(folder.Path) { Archive = new HistoryArchive(HistoryReader.Open(Path.Combine(folder.Path, "data")), isOwned: true) }.Type(words);

    private static void Fill(string data)
    {
        using SqliteHistory history = SqliteHistory.Open(data);
        int[] ids = [history.Series.Intern(new SeriesKey("up", LabelSet.Of(("job", "node")))).Value, history.Series.Intern(new SeriesKey("unread", LabelSet.Empty)).Value];
        for (int i = 0; i < 10; i++)
        {
            var slot = new Slot(s_begin.AddSeconds(15 * i).ToUnixTimeMilliseconds());
            history.Append([(new BatchEntry(new SampleBatch("node", slot, ids, [1, i], [], [])), CycleOutcome.Nothing)]);
        }
    }

    private static string ShippedRules([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "rules"));
}
