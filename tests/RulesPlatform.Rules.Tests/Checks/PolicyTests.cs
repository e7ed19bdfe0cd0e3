using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Checks;

/// <summary>How <c>lint</c> of ruleset.json makes one finding count.</summary>
[TestClass]
public sealed class PolicyTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [TestMethod]
    [DataRow("", "warning RP4101", DisplayName = "a finding is a warning")]
    [DataRow("\"severity\": { \"RP4101\": \"error\" }", "error RP4101", DisplayName = "unless the policy makes it an error")]
    [DataRow("\"severity\": { \"RP4101\": \"off\" }", "", DisplayName = "or turns it off")]
    public void A_policy_sets_how_a_finding_counts(string lint, string expected)
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(World(lint), folder.Path);

        LintResult linted = Linter.Lint(folder.Path, Today);

        Assert.AreEqual(expected, string.Join(' ', linted.Diagnostics.Where(one => one.Id.StartsWith("RP4", StringComparison.Ordinal)).Select(one => $"{(one.IsError ? "error" : "warning")} {one.Id}")));
        Assert.IsNotNull(new RuleSetLoader().Load(folder.Path).RuleSet, "A server takes what lint complains of.");
    }

    [TestMethod]
    public void What_keeps_a_set_from_loading_cannot_be_turned_off()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, byte[]> world = World("\"severity\": { \"RP1102\": \"off\" }");
        world.Edit("thresholds/web.json", "\"severity\": \"critical\",", "");
        Worlds.Write(world, folder.Path);

        Assert.IsTrue(Linter.Lint(folder.Path, Today).Diagnostics.Any(one => one is { Id: "RP1102", IsError: true }));
    }

    [TestMethod]
    public void An_allowance_changes_no_hash_and_asks_for_no_new_version()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        string before = HashOf(world);
        world.Edit("thresholds/web.json", "\"for\": \"2m\"", "\"for\": \"2m\", \"allow\": [ { \"check\": \"RP4101\" } ]");

        Assert.AreEqual(before, HashOf(world));
    }

    private static string HashOf(Dictionary<string, byte[]> world) =>
        new RuleSetLoader().Load(Worlds.Texts(world)).RuleSet!.Files.Single(file => file.Path == "thresholds/web.json").Sha256;

    private static Dictionary<string, byte[]> World(string lint)
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world.Edit("ruleset.json", "\"defaultReceiver\"", $"\"lint\": {{ {lint} }}, \"defaultReceiver\"");
        world.Edit("thresholds/web.json", "\"for\": \"2m\"", "\"for\": \"10s\"");
        return world;
    }
}
