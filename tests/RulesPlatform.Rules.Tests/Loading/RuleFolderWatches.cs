using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class RuleFolderWatches
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private int _calls;

    [TestMethod]
    public void Call_once_when_a_burst_has_come_to_rest()
    {
        using TemporaryFolder folder = World();
        using RuleFolderWatch watch = Watch(folder.Path);
        for (int i = 0; i < 5; i++)
        {
            Touch(folder, $"{{ \"round\": {i} }}");
            watch.Notice();
            _time.Advance(Step);
        }
        Assert.AreEqual(0, _calls, "It is not quiet yet.");

        _time.Advance(RuleFolderWatch.DefaultQuiet);

        Assert.AreEqual(1, _calls);
    }

    [TestMethod]
    public void Do_not_wait_for_a_burst_that_never_ends()
    {
        using TemporaryFolder folder = World();
        using RuleFolderWatch watch = Watch(folder.Path);
        Touch(folder, "{}");

        for (int i = 0; i < 40; i++)
        {
            watch.Notice();
            _time.Advance(Step);
        }

        Assert.AreEqual(1, _calls);
    }

    [TestMethod]
    public void Stay_silent_when_nothing_is_different()
    {
        using TemporaryFolder folder = World();
        using RuleFolderWatch watch = Watch(folder.Path);

        watch.Notice();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.AreEqual(0, _calls);
    }

    [TestMethod]
    public void Find_a_swapped_folder_by_looking()
    {
        using TemporaryFolder folder = World();
        string rules = Path.Combine(folder.Path, "rules");
        Worlds.Write(Worlds.Read("small"), rules);
        using var watch = Watch(rules);
        string next = Path.Combine(folder.Path, "next");
        Worlds.Write(Worlds.Read("full"), next);

        Directory.Move(rules, Path.Combine(folder.Path, "old"));
        LookAgain();
        int gone = _calls;
        Directory.Move(next, rules);
        LookAgain();

        Assert.AreEqual((1, 2), (gone, _calls));
    }

    [TestMethod]
    public void Follow_links_that_point_elsewhere()
    {
        using TemporaryFolder folder = World();
        string rules = Path.Combine(folder.Path, "rules");
        Directory.CreateDirectory(rules);
        File.WriteAllText(Path.Combine(folder.Path, "one"), "{}");
        File.WriteAllText(Path.Combine(folder.Path, "two"), "{ }");
        string link = Path.Combine(rules, "ruleset.json");
        File.CreateSymbolicLink(link, Path.Combine(folder.Path, "one"));
        using var watch = Watch(rules);

        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(folder.Path, "two"));
        LookAgain();

        Assert.AreEqual(1, _calls);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "a write in place")]
    [DataRow(true, DisplayName = "a write beside it and a rename over it")]
    public async Task Hear_of_changes_from_the_file_system(bool byRename)
    {
        using TemporaryFolder folder = World();
        var heard = new TaskCompletionSource();
        using var watch = new RuleFolderWatch(folder.Path, TimeProvider.System, () => heard.TrySetResult(), TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        string path = Path.Combine(folder.Path, "ruleset.json");

        if (byRename)
        {
            await File.WriteAllTextAsync(path + ".tmp", "{ \"changed\": true }");
            File.Move(path + ".tmp", path, overwrite: true);
        }
        else
        {
            await File.WriteAllTextAsync(path, "{ \"changed\": true }");
        }

        await heard.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [TestMethod]
    public void Say_nothing_once_disposed()
    {
        using TemporaryFolder folder = World();
        RuleFolderWatch watch = Watch(folder.Path);
        Touch(folder, "{}");
        watch.Notice();

        watch.Dispose();
        watch.Notice();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.AreEqual(0, _calls);
    }

    private static TemporaryFolder World()
    {
        var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);
        return folder;
    }

    // Deaf to the file system: an event would run the fake clock's timers on its own thread, beside the test that asks for the count.
    private RuleFolderWatch Watch(string folder) => new(folder, _time, () => _calls++, listens: false);

    private void LookAgain() => _time.Advance(RuleFolderWatch.DefaultPoll);

    private static void Touch(TemporaryFolder folder, string text) => File.WriteAllText(Path.Combine(folder.Path, "ruleset.json"), text);
}
