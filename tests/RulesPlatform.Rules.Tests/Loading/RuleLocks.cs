using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class RuleLocks
{
    private readonly RuleSetLoader _loader = new(new FakeCompilers().Delegates);

    [TestMethod]
    public void Are_written_sorted_and_then_hold()
    {
        using var folder = Locked(out string text);

        StringAssert.StartsWith(text, "{\n  \"analysis/web\": {\n    \"version\": \"1.0.0\",\n    \"sha256\": \"");
        Assert.AreEqual("", string.Join('\n', _loader.Load(folder.Path).Diagnostics));
    }

    [TestMethod]
    [DataRow("collection/web.json", "\"interval\": \"15s\"", "\"interval\":  \"15s\" /* often */", "", DisplayName = "comments and white space do not count")]
    [DataRow("collection/web.json", "\"interval\": \"15s\",\n      \"timeout\": \"10s\"", "\"timeout\": \"10s\", \"interval\": \"15s\"", "", DisplayName = "the order of members does not count")]
    [DataRow("collection/web.json", "\"interval\": \"15s\"", "\"interval\": \"20s\"", "collection/web.json:2:91: warning RP6002: the content has changed, the version is still 1.0.0 (raise the version)", DisplayName = "content without a new version")]
    [DataRow("collection/web.json", "\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"", "collection/web.json:2:91: warning RP6004: rules.lock.json has version 1.0.0 of this file (write the lock anew with 'rulelint lock')", DisplayName = "a new version")]
    [DataRow("rules.lock.json", "\"collection/web\"", "\"collection/shop\"", "collection/web.json:2:91: warning RP6004: 'collection/web' is not in rules.lock.json (write the lock anew with 'rulelint lock')\nrules.lock.json:6:3: warning RP6004: 'collection/shop' is locked but there is no such file (write the lock anew with 'rulelint lock')", DisplayName = "a file that is not locked, and a lock without file")]
    [DataRow("rules.lock.json", "{\n  \"analysis/web\"", "{{\n  \"analysis/web\"", "rules.lock.json: warning RP6003: the lock cannot be read: a member's name is expected here, in line 1 (write it anew with 'rulelint lock')", DisplayName = "a lock that is no JSON")]
    public void Warn_and_let_the_rules_load(string path, string old, string @new, string expected)
    {
        using var folder = Locked(out _);
        var world = new Dictionary<string, byte[]> { [path] = File.ReadAllBytes(Path.Combine(folder.Path, path)) };
        world.Edit(path, old, @new);
        Worlds.Write(world, folder.Path);

        LoadResult loaded = _loader.Load(folder.Path);

        Assert.IsNotNull(loaded.RuleSet);
        Assert.AreEqual(expected, string.Join('\n', loaded.Diagnostics));
    }

    [TestMethod]
    public void Are_missed_when_they_are_missing()
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);

        Assert.AreEqual("RP6001", _loader.Load(folder.Path).Diagnostics.Single().Id);
    }

    private TemporaryFolder Locked(out string text)
    {
        var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);
        RuleSet rules = _loader.Load(folder.Path).RuleSet!;
        byte[] locked = RuleLock.Write(rules);
        File.WriteAllBytes(Path.Combine(folder.Path, "rules.lock.json"), locked);
        text = Encoding.UTF8.GetString(locked);
        return folder;
    }
}
