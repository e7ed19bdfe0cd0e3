using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Tests.Journal;

[TestClass]
public sealed class JournalTests
{
    private static readonly DateTimeOffset _at = DateTimeOffset.FromUnixTimeMilliseconds(Batches.Start);

    [TestMethod]
    public void Keeps_every_kind_of_entry_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        JournalEntry[] entries =
        [
            new RuleSetEntry("abc123abc123", new Slot(Batches.Start)),
            new JudgementEntry("http", new Slot(Batches.Start), "abc123abc123"),
            new DeadlineEntry(_at.AddSeconds(3)),
            new CommandEntry(new ExpireSilence("s7", "ann"), _at),
            new CommandEntry(new Acknowledge("0123456789abcdef", "known \"noise\" ü", "ann", IsNoise: true), _at),
            new ReceiptEntry("k1", "hook", new DeliveryReceipt(DeliveryOutcome.Delivered, "200 OK", TimeSpan.FromSeconds(2), "att"), 3, _at.AddTicks(7)),
        ];
        string[] printed;
        using (var history = SqliteHistory.Open(folder.Path))
        {
            Assert.AreEqual(1, history.Append(entries));
            Assert.AreEqual(7, history.Append(new CommandEntry(new AddSilence([LabelMatcher.Parse("a", "~x|y"), LabelMatcher.Parse("b", "!z")], _at, _at.AddHours(1), "c", "ann"), _at)));
            printed = [.. history.ReadJournal(0).Select(Batches.Print)];
        }
        using var again = SqliteHistory.Open(folder.Path);
        SequencedEntry[] back = [.. again.ReadJournal(0)];
        CollectionAssert.AreEqual(entries.Select((entry, i) => Batches.Print(new SequencedEntry(i + 1, entry, 0))).ToArray(), printed[..6]);
        CollectionAssert.AreEqual(printed, back.Select(Batches.Print).ToArray());
        var silence = (AddSilence)((CommandEntry)back[6].Entry).Command;
        CollectionAssert.AreEqual(new[] { LabelMatcher.Parse("a", "~x|y"), LabelMatcher.Parse("b", "!z") }, silence.Matchers.ToArray());
        Assert.AreEqual(6, again.ReadJournal(5).First().Sequence);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Gives_batches_back_bit_for_bit_whenever_they_are_sealed_or_reopened(int compression)
    {
        using var folder = new TemporaryFolder();
        var options = new HistoryOptions { ChunkRows = 24, JournalCompression = compression };
        var expected = new List<string>();
        var world = new BatchWorld(11);
        long samples = 0;
        SqliteHistory history = SqliteHistory.Open(folder.Path, options);
        try
        {
            for (int step = 0; step < 150; step++)
            {
                SampleBatch batch = world.Next(history.Series, step);
                long sequence = history.Append(new BatchEntry(batch));
                samples += batch.Count;
                expected.Add(Batches.Print(new SequencedEntry(sequence, new BatchEntry(batch), 0)));
                for (int piece = step % 13; piece > 0; piece--)
                {
                    history.Work(TimeSpan.Zero);
                }
                if (step % 40 == 17)
                {
                    history.Dispose();
                    history = SqliteHistory.Open(folder.Path, options);
                }
            }
            long sealedSamples = history.Reader.Sizes().SealedSamples;
            Assert.IsTrue(sealedSamples > 0 && sealedSamples < samples);
            CollectionAssert.AreEqual(expected, history.ReadJournal(0).Select(Batches.Print).ToList(), "partly sealed");
            history.SealEverything();
            CollectionAssert.AreEqual(expected, history.ReadJournal(0).Select(Batches.Print).ToList(), "sealed");
            Assert.AreEqual(samples, history.Reader.Sizes().SealedSamples, "each sample is sealed once");
            CollectionAssert.AreEqual(expected[100..], history.ReadJournal(100).Select(Batches.Print).ToList(), "from the middle");
        }
        finally
        {
            history.Dispose();
        }
    }

    [TestMethod]
    public void Loses_nothing_that_append_returned_for_when_it_is_killed()
    {
        using var folder = new TemporaryFolder();
        var options = new HistoryOptions { ChunkRows = 24 };
        var world = new BatchWorld(12);
        var expected = new List<string>();
        using var history = SqliteHistory.Open(folder.Path, options);
        for (int step = 0; step < 60; step++)
        {
            SampleBatch batch = world.Next(history.Series, step);
            history.Append(new BatchEntry(batch));
            expected.Add(Batches.Print(batch));
            history.Work(TimeSpan.Zero);
            if (step % 6 == 5)
            {
                using TemporaryFolder copy = folder.CopyAsKilled();
                using var recovered = SqliteHistory.Open(copy.Path, options);
                CollectionAssert.AreEqual(expected, recovered.ReadJournal(0).Select(entry => Batches.Print(((BatchEntry)entry.Entry).Batch)).ToList());
                var series = new SeriesId(batch.Series[0]);
                CollectionAssert.AreEqual(history.ReadSamples(series, 0, long.MaxValue).ToList(), recovered.ReadSamples(series, 0, long.MaxValue).ToList());
                Assert.AreEqual(history.Series[series], recovered.Series[series]);
            }
        }
    }

    [TestMethod]
    public void Keeps_nothing_of_an_append_that_failed()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        SeriesId[] series = Batches.Intern(history.Series, "a:1", 3);
        history.Append(new BatchEntry(Batches.Of("node", 0, ("a:1", series[1..], [8, 9]))));
        SampleBatch batch = Batches.Of("node", 1, ("a:1", series, [1, 2, 3]), ("b:2", Batches.Intern(history.Series, "b:2", 1), [4]));
        var decision = new Decision(1, new Slot(Batches.Start), "alert.changed", "f", "{}");
        var outcome = new CycleOutcome { Decisions = [decision, decision] };
        Assert.ThrowsExactly<HistoryException>(() => history.Append([(new BatchEntry(batch), outcome)]));
        Assert.IsEmpty(history.ReadJournal(1));
        Assert.IsEmpty(history.ReadSamples(series[0], 0, long.MaxValue));
        Assert.AreEqual(2, history.Append(new BatchEntry(batch)));
        history.SealEverything();
        using var alone = HistoryReader.Open(folder.Path);
        Assert.AreEqual(Batches.Print(batch), Batches.Print(((BatchEntry)alone.Journal(1).Single().Entry).Batch));
    }
}
