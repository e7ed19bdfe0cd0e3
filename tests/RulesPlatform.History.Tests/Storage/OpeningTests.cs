using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Storage;
using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.History.Tests.Storage;

[TestClass]
public sealed class OpeningTests
{
    [TestMethod]
    public void A_second_server_is_told_who_has_the_folder()
    {
        using var folder = new TemporaryFolder();
        using (SqliteHistory.Open(folder.Path))
        {
            string message = Assert.ThrowsExactly<HistoryException>(() => SqliteHistory.Open(folder.Path)).Message;
            StringAssert.Contains(message, $"{folder.Path} is in use by process {Environment.ProcessId}");
            StringAssert.Contains(message, "data folder of its own");
        }
        SqliteHistory.Open(folder.Path).Dispose();
    }

    [TestMethod]
    public void The_command_line_reads_beside_a_server_and_without_one()
    {
        using var folder = new TemporaryFolder();
        string[] expected;
        using (var history = SqliteHistory.Open(folder.Path))
        {
            history.Append(new BatchEntry(Batches.Of("node", 0, ("a:1", Batches.Intern(history.Series, "a:1", 9), [1, 2, 3, 4, 5, 6, 7, 8, 9]))));
            expected = [.. history.ReadJournal(0).Select(Batches.Print)];
            using var beside = HistoryReader.Open(folder.Path);
            CollectionAssert.AreEqual(expected, beside.Journal(0).Select(Batches.Print).ToArray());
        }
        using var alone = HistoryReader.Open(folder.Path);
        CollectionAssert.AreEqual(expected, alone.Journal(0).Select(Batches.Print).ToArray());
        Assert.IsEmpty(alone.Check());
    }

    [TestMethod]
    public void Says_that_there_is_no_history_where_there_is_none()
    {
        using var folder = new TemporaryFolder();
        StringAssert.Contains(Assert.ThrowsExactly<HistoryException>(() => HistoryReader.Open(folder.Path)).Message, "Name the data folder of a server");
    }

    [TestMethod]
    public void Says_that_a_damaged_file_is_damaged()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Database, new string('x', 9000));
        string message = Assert.ThrowsExactly<HistoryException>(() => SqliteHistory.Open(folder.Path)).Message;
        StringAssert.Contains(message, folder.Database);
        StringAssert.Contains(message, "Put back a backup");
        SqliteHistory? opened = null;
        File.Delete(folder.Database);
        using (opened = SqliteHistory.Open(folder.Path))
        {
            Assert.AreEqual(0, opened.Series.Count);
        }
    }

    [TestMethod]
    public void Finds_damage_inside_the_file_when_asked()
    {
        using var folder = new TemporaryFolder();
        using (var history = SqliteHistory.Open(folder.Path))
        {
            for (int step = 0; step < 40; step++)
            {
                history.Append(new BatchEntry(Batches.Of("node", step, ("a:1", Batches.Intern(history.Series, "a:1", 300), [.. Enumerable.Repeat(1.5, 300)]))));
            }
        }
        byte[] bytes = File.ReadAllBytes(folder.Database);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0xA5);
        File.WriteAllBytes(folder.Database, bytes);
        using var reader = HistoryReader.Open(folder.Path);
        Assert.IsNotEmpty(reader.Check());
    }

    [TestMethod]
    public void Migrates_forward_and_keeps_a_copy_of_what_was()
    {
        using var folder = new TemporaryFolder();
        using (var history = SqliteHistory.Open(folder.Path))
        {
            history.Append(new DeadlineEntry(Decided.SlotAt(0).Instant));
        }
        (int Version, string Text)[] scripts = [.. Schema.Scripts, (Schema.Newest + 1, "ALTER TABLE journal ADD COLUMN note TEXT; UPDATE journal SET note = kind;")];
        using (SqliteConnection connection = Connections.OpenWriter(folder.Database))
        {
            Schema.Migrate(connection, folder.Database, scripts);
            Assert.AreEqual("deadline", connection.ExecuteScalar<string>("SELECT note FROM journal"));
            Assert.AreEqual(Schema.Newest + 1, Schema.VersionOf(connection));
        }
        StringAssert.Contains(Assert.ThrowsExactly<HistoryException>(() => SqliteHistory.Open(folder.Path)).Message, $"restore the copy {folder.Database}.v{Schema.Newest}");
        File.Move($"{folder.Database}.v{Schema.Newest}", folder.Database, overwrite: true);
        using var restored = SqliteHistory.Open(folder.Path);
        Assert.IsInstanceOfType<DeadlineEntry>(restored.ReadJournal(0).Single().Entry);
    }

    [TestMethod]
    public void A_migration_that_fails_leaves_the_store_as_it_was()
    {
        using var folder = new TemporaryFolder();
        SqliteHistory.Open(folder.Path).Dispose();
        using (SqliteConnection connection = Connections.OpenWriter(folder.Database))
        {
            Assert.ThrowsExactly<SqliteException>(() => Schema.Migrate(connection, folder.Database, [.. Schema.Scripts, (2, "CREATE TABLE extra (a); SELECT nonsense;")]));
        }
        SqliteHistory.Open(folder.Path).Dispose();
    }

    [TestMethod]
    public void Refuses_options_out_of_their_range()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SqliteHistory.Open(folder.Path, new HistoryOptions { ChunkRows = 5 })).Message;
        StringAssert.Contains(message, "history.chunkRows must lie between 24 and 1200");
    }
}
