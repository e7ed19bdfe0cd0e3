using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.History.Tests.Records;

[TestClass]
public sealed class CheckpointTests
{
    [TestMethod]
    public void Gives_the_newest_of_the_two_it_keeps()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        Assert.IsNull(history.NewestCheckpoint());
        for (int i = 1; i <= 4; i++)
        {
            history.SaveCheckpoint(new Checkpoint(i * 10, 3, "abc", Enumerable.Repeat((byte)i, 5000).ToArray()));
        }
        Checkpoint newest = history.NewestCheckpoint()!;
        Assert.AreEqual((40L, 3, "abc"), (newest.Through, newest.Format, newest.Revision));
        CollectionAssert.AreEqual(Enumerable.Repeat((byte)4, 5000).ToArray(), newest.State.ToArray());
        using SqliteConnection connection = Open(folder);
        Assert.AreEqual(2, connection.ExecuteScalar<long>("SELECT COUNT(*) FROM checkpoints"));
    }

    [TestMethod]
    [DataRow("state = zeroblob(40)", DisplayName = "no zstd frame")]
    [DataRow("sha256 = 'feed'", DisplayName = "another hash")]
    public void Falls_back_to_the_older_where_the_newest_is_damaged(string damage)
    {
        using var folder = new TemporaryFolder();
        using (var history = SqliteHistory.Open(folder.Path))
        {
            history.SaveCheckpoint(new Checkpoint(1, 1, "abc", new byte[] { 1, 2, 3 }));
            history.SaveCheckpoint(new Checkpoint(2, 1, "abc", new byte[] { 4, 5, 6 }));
        }
        using (SqliteConnection connection = Open(folder))
        {
            connection.Execute($"UPDATE checkpoints SET {damage} WHERE through = 2");
        }
        using var again = SqliteHistory.Open(folder.Path);
        Assert.AreEqual(1, again.NewestCheckpoint()!.Through);
    }

    private static SqliteConnection Open(TemporaryFolder folder) => new($"Data Source={folder.Database};Pooling=False");
}
