using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Host.Scheduling;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Api;

[TestClass]
public sealed class SliceCutterTests
{
    [TestMethod]
    public async Task A_slice_is_a_store_of_its_own_cut_beside_the_writer()
    {
        using var data = new TemporaryFolder();
        using var taken = new TemporaryFolder();
        using SqliteHistory history = Fill(data.Path);
        using var cutter = new SliceCutter(data.Path);

        await using (Stream slice = (await cutter.Cut([new SliceInput("up", [LabelMatcher.Parse("job", "node")])], new Slot(0), CancellationToken.None))!)
        await using (FileStream file = File.Create(HistoryReader.DatabaseIn(taken.Path)))
        {
            await slice.CopyToAsync(file);
        }

        using HistoryReader read = HistoryReader.Open(taken.Path);
        Assert.AreEqual("up{job=\"node\"}", read.Series.Find(null, null, 10).Single().Key.ToString());
        Assert.AreEqual(10, read.Inputs(new Slot(0)).Count());
    }

    [TestMethod]
    public async Task One_is_cut_at_a_time_and_nothing_is_left_behind()
    {
        using var data = new TemporaryFolder();
        using SqliteHistory history = Fill(data.Path);
        using var cutter = new SliceCutter(data.Path);
        SliceInput[] inputs = [new SliceInput("up", [])];

        var slice = (FileStream)(await cutter.Cut(inputs, new Slot(0), CancellationToken.None))!;
        string folder = Path.GetDirectoryName(slice.Name)!;
        Assert.IsNull(await cutter.Cut(inputs, new Slot(0), CancellationToken.None));
        await slice.DisposeAsync();

        Assert.IsFalse(Directory.Exists(folder));
        await using Stream? next = await cutter.Cut(inputs, new Slot(0), CancellationToken.None);
        Assert.IsNotNull(next);
    }

    [TestMethod]
    public async Task After_a_failure_the_next_one_is_cut()
    {
        using var data = new TemporaryFolder();
        using var cutter = new SliceCutter(Path.Combine(data.Path, "nothing"));

        for (int attempt = 0; attempt < 2; attempt++)
        {
            await Assert.ThrowsExactlyAsync<HistoryException>(() => cutter.Cut([new SliceInput("up", [])], new Slot(0), CancellationToken.None));
        }
    }

    private static SqliteHistory Fill(string data)
    {
        SqliteHistory history = SqliteHistory.Open(data);
        int[] ids = [history.Series.Intern(new SeriesKey("up", LabelSet.Of(("job", "node")))).Value, history.Series.Intern(new SeriesKey("unread", LabelSet.Empty)).Value];
        for (int i = 0; i < 10; i++)
        {
            history.Append([(new BatchEntry(new SampleBatch("node", new Slot(1_795_514_400_000 + (15_000 * i)), ids, [1, i], [], [])), CycleOutcome.Nothing)]);
        }
        return history;
    }
}
