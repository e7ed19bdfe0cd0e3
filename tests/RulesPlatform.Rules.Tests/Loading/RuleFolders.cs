using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class RuleFolders
{
    private readonly RuleSetLoader _loader = new(new FakeCompilers().Delegates);

    [TestMethod]
    public void Are_named_when_they_do_not_exist()
    {
        LoadResult loaded = _loader.Load("/no/such/rules");

        Assert.AreEqual("/no/such/rules: error RP1401: there is no such folder (name the folder that holds ruleset.json)", loaded.Diagnostics.Single().ToString());
    }

    [TestMethod]
    public void May_lack_whole_kinds_and_hold_other_things()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world.Remove("collection/web.json");
        world.Remove("analysis/web.json");
        world.Remove("thresholds/web.json");
        world["tests/any.json"] = "["u8.ToArray();
        world["responses/notes.txt"] = "["u8.ToArray();
        Worlds.Write(world, folder.Path);

        RuleSet rules = _loader.Load(folder.Path).RuleSet!;

        Assert.AreEqual("responses/default.json, ruleset.json", string.Join(", ", rules.Files.Select(file => file.Path)));
    }

    [TestMethod]
    public void Are_read_the_same_from_disk_and_from_the_store()
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("full"), folder.Path);

        RuleSet fromDisk = _loader.Load(folder.Path).RuleSet!;

        Assert.AreEqual(fromDisk.Revision, _loader.Load(fromDisk.Files).RuleSet!.Revision);
        CollectionAssert.AreEqual(fromDisk.Rules.Select(rule => rule.ContentHash).ToArray(), _loader.Load(fromDisk.Files).RuleSet!.Rules.Select(rule => rule.ContentHash).ToArray());
    }

    [TestMethod]
    public void Report_a_file_that_cannot_be_read()
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "thresholds", "gone.json"), Path.Combine(folder.Path, "nowhere.json"));

        LoadResult loaded = _loader.Load(folder.Path);

        Assert.IsNull(loaded.RuleSet);
        Diagnostic error = loaded.Diagnostics.Single(diagnostic => diagnostic.IsError);
        Assert.AreEqual(("RP1402", "thresholds/gone.json"), (error.Id, error.File));
    }

    [TestMethod]
    public void Tolerate_a_byte_order_mark()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world["thresholds/web.json"] = [0xEF, 0xBB, 0xBF, .. world["thresholds/web.json"]];

        Assert.AreEqual("thresholds/web.json:6:5", _loader.Load(Worlds.Texts(world)).RuleSet!.Rules.Single().Origin.ToString());
    }
}
