using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;

namespace RulesPlatform.Rules.Tests.Checks;

/// <summary>What is told of a change, when what it starts from is known. The base has one finding: a hold of 10 s.</summary>
[TestClass]
public sealed class BaseTests
{
    private const string Rules = "thresholds/web.json";

    [TestMethod]
    [DataRow(Rules, "\"version\": \"1.0.0\"", "\"version\":   \"1.0.0\"", "", DisplayName = "an old finding in a part that nobody touched is not told")]
    [DataRow(Rules, "\"severity\": \"critical\"", "\"severity\": \"warning\"", "RP6201 RP4101", DisplayName = "an old finding in a rule that is touched is told")]
    [DataRow("analysis/web.json", "\"interval\": \"15s\"", "\"interval\": \"5m\"", "RP6201 RP4102 RP4102 RP4101", DisplayName = "what a change brings about in another file is told")]
    [DataRow("responses/default.json", "\"log\": { \"type\": \"log\" }", "\"log\": { \"type\": \"log\" }, \"more\": { \"type\": \"log\" }", "RP6201 RP5102", DisplayName = "a new finding beside old ones is told alone")]
    [DataRow(Rules, "signal.Value >", "signal.Valeu >", "RP2006", DisplayName = "what keeps the set from loading is told whatever was touched")]
    public void A_change_is_told_what_it_brings(string path, string old, string @new, string expected)
    {
        Dictionary<string, byte[]> before = World();
        Dictionary<string, byte[]> head = World();
        head.Edit(path, old, @new);
        using var folder = new TemporaryFolder();
        Worlds.Write(head, folder.Path);

        LintResult linted = Linter.Lint(folder.Path, new DateOnly(2026, 11, 27), Worlds.Texts(before));

        Assert.AreEqual(expected, string.Join(' ', linted.Diagnostics.Where(one => one.File != "rules.lock.json").Select(one => one.Id)));
    }

    [TestMethod]
    public void Everything_is_told_where_the_base_does_not_load()
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(World(), folder.Path);

        LintResult linted = Linter.Lint(folder.Path, new DateOnly(2026, 11, 27), []);

        Assert.IsTrue(linted.Diagnostics.Any(one => one.Id == "RP4101"));
    }

    private static Dictionary<string, byte[]> World()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world.Edit(Rules, "\"for\": \"2m\"", "\"for\": \"10s\"");
        return world;
    }
}
