using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class Reloads
{
    private readonly FakeCompilers _compilers = new();

    [TestMethod]
    public void Compile_only_what_has_changed()
    {
        Dictionary<string, byte[]> world = Worlds.Read("full");
        var loader = new RuleSetLoader(_compilers.Delegates);
        RuleSet before = loader.Load(Worlds.Texts(world)).RuleSet!;
        int first = _compilers.Calls;
        world.Edit("thresholds/web.json", "\"margin > 0\"", "\"margin > 1\"");
        world.Edit("thresholds/web.json", "\"for\": \"2m\"", "\"for\": \"3m\"");

        RuleSet after = loader.Load(Worlds.Texts(world)).RuleSet!;

        Assert.AreEqual(first + 1, _compilers.Calls);
        Assert.AreSame(before.Rules[0].Condition, after.Rules[0].Condition, "Its time has changed, its expression has not.");
        Assert.AreNotSame(before.Rules[1].Condition, after.Rules[1].Condition);
        Assert.AreSame(before.Groups[0].Signals[0].Formula, after.Groups[0].Signals[0].Formula);
        Assert.AreSame(before.Responses[0].Matches, after.Responses[0].Matches);
    }

    [TestMethod]
    [DataRow("analysis/web.json", "\"ratio\": { \"signal\"", "\"share\": { \"signal\"", "\"ratio * 100\"", "\"share * 100\"", 1, DisplayName = "an input's name is part of a formula")]
    [DataRow("thresholds/web.json", "\"warning\": 0.02, \"critical\": 0.10,", "\"critical\": 0.10, \"warning\": 0.02,", "\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"", 5, DisplayName = "the order of levels is part of conditions and templates")]
    [DataRow("thresholds/web.json", "signal.Value - threshold.warning", "signal.Value - threshold.critical", "\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"", 3, DisplayName = "a global parameter is part of conditions")]
    [DataRow("thresholds/web.json", "\"warning\": 0.02", "\"warning\": 0.03", "\"owner\": \"web\"", "\"owner\": \"shop\"", 0, DisplayName = "the value of a level is not")]
    public void Compile_what_depends_on_the_change(string path, string old, string @new, string alsoOld, string alsoNew, int calls)
    {
        Dictionary<string, byte[]> world = Worlds.Read("full");
        var loader = new RuleSetLoader(_compilers.Delegates);
        loader.Load(Worlds.Texts(world));
        int first = _compilers.Calls;
        world.Edit(path, old, @new);
        world.Edit(path, alsoOld, alsoNew);

        LoadResult loaded = loader.Load(Worlds.Texts(world));

        Assert.IsNotNull(loaded.RuleSet, string.Join('\n', loaded.Diagnostics));
        Assert.AreEqual(calls, _compilers.Calls - first);
    }

    [TestMethod]
    public void Keep_what_was_compiled_when_the_files_between_were_broken()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        var loader = new RuleSetLoader(_compilers.Delegates);
        loader.Load(Worlds.Texts(world));
        int first = _compilers.Calls;
        Assert.IsNull(loader.Load([new RuleText("ruleset.json", "{"u8.ToArray())]).RuleSet);

        loader.Load(Worlds.Texts(world));

        Assert.AreEqual(first, _compilers.Calls);
    }

    [TestMethod]
    public void Say_what_came_went_and_changed()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, byte[]> world = Worlds.Read("full");
        Worlds.Write(world, folder.Path);
        var loader = new RuleSetLoader(_compilers.Delegates);
        var inForce = new RuleSetInForce(loader, folder.Path, loader.Load(folder.Path).RuleSet!);
        Assert.AreEqual(ReloadOutcome.Unchanged, inForce.TryReload().Outcome);
        string from = inForce.Current.Revision;
        world.Edit("thresholds/web.json", "\"RuleName\": \"Nested\"", "\"RuleName\": \"Joined\"");
        world.Edit("thresholds/web.json", "[ \"web/Nested\" ]", "[ \"web/Joined\" ]");
        world.Edit("analysis/web.json", "\"tolerance\": \"40s\"", "\"tolerance\": \"50s\"");
        world.Edit("targets/node.json", "b2", "b3");
        world.Edit("responses/20-routes.json", "give it more", "give it less");
        Worlds.Write(world, folder.Path);

        ReloadResult reload = inForce.TryReload();

        Assert.AreEqual(ReloadOutcome.Swapped, reload.Outcome);
        Assert.AreSame(reload.InForce, inForce.Current);
        RuleSetChange change = reload.Change!;
        Assert.AreEqual((from, inForce.Current.Revision), (change.From, change.To));
        CollectionAssert.AreEqual(new[] { "web/Joined" }, change.Rules.Added.ToArray());
        CollectionAssert.AreEqual(new[] { "web/Nested" }, change.Rules.Removed.ToArray());
        CollectionAssert.AreEqual(new[] { "web/HighErrorRatio" }, change.Rules.Changed.ToArray());
        CollectionAssert.AreEqual(new[] { "busy_percent" }, change.Signals.Changed.ToArray());
        CollectionAssert.AreEqual(new[] { "node" }, change.Jobs.Changed.ToArray(), "Its target file has changed.");
        CollectionAssert.AreEqual(new[] { "routes/Advice" }, change.Responses.Changed.ToArray());
        Assert.AreEqual(
            $"rule set {change.From} → {change.To}: files +0 −0 ~4 (analysis/web.json, responses/20-routes.json, targets/node.json, thresholds/web.json); jobs +0 −0 ~1 (node); "
            + "signals +0 −0 ~1 (busy_percent); rules +1 −1 ~1 (web/Joined, web/Nested, web/HighErrorRatio); responses +0 −0 ~1 (routes/Advice)",
            change.ToString());
    }

    [TestMethod]
    public void See_a_comment_as_a_new_revision_of_the_same_rules()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        var loader = new RuleSetLoader(_compilers.Delegates);
        RuleSet before = loader.Load(Worlds.Texts(world)).RuleSet!;
        world.Edit("thresholds/web.json", "\"Rules\": [", "/* why */ \"Rules\" : [");

        RuleSet after = loader.Load(Worlds.Texts(world)).RuleSet!;

        RuleSetChange change = RuleSetChange.Between(before, after);
        Assert.AreNotEqual(before.Revision, after.Revision);
        Assert.AreEqual("thresholds/web.json", change.Files.Changed.Single());
        Assert.IsTrue(change.Rules.IsEmpty && change.Signals.IsEmpty && change.Jobs.IsEmpty && change.Responses.IsEmpty);
        Assert.AreEqual(before.Files.Single(file => file.Kind == "thresholds").Sha256, after.Files.Single(file => file.Kind == "thresholds").Sha256);
    }

    [TestMethod]
    public void Reschedule_jobs_whose_default_interval_changed()
    {
        Dictionary<string, byte[]> world = Worlds.Read("full");
        var loader = new RuleSetLoader(_compilers.Delegates);
        RuleSet before = loader.Load(Worlds.Texts(world)).RuleSet!;
        world.Edit("ruleset.json", "\"interval\": \"30s\"", "\"interval\": \"60s\"");

        RuleSet after = loader.Load(Worlds.Texts(world)).RuleSet!;

        CollectionAssert.AreEqual(new[] { "db", "drop", "host", "push", "shop" }, RuleSetChange.Between(before, after).Jobs.Changed.ToArray());
    }

    [TestMethod]
    public void Take_thousands_of_rules_and_names_in_stride()
    {
        const int Count = 3000;
        Dictionary<string, byte[]> world = Worlds.Read("small");
        string signals = string.Join(",", Enumerable.Range(0, Count).Select(i => $$"""{ "name": "s{{i}}", "unit": "count", "inputs": { "x": { {{(i == 0 ? "\"metric\": \"m\"" : $"\"signal\": \"s{i - 1}\"")}} } }, "formula": "x + {{i}}" }"""));
        string rules = string.Join(",", Enumerable.Range(0, Count).Select(i => $$"""{ "RuleName": "R{{i}}", "Expression": "signal.Value > {{i}}", "Properties": { "signal": "s{{i}}", "severity": "warning" } }"""));
        world["analysis/many.json"] = System.Text.Encoding.UTF8.GetBytes($$"""{ "$schema": "../schema/analysis.json", "kind": "analysis", "name": "many", "version": "1.0.0", "owner": "x", "signals": [ {{signals}} ] }""");
        world["thresholds/many.json"] = System.Text.Encoding.UTF8.GetBytes($$"""{ "$schema": "../schema/thresholds.json", "kind": "thresholds", "name": "many", "WorkflowName": "many", "version": "1.0.0", "owner": "x", "Rules": [ {{rules}} ] }""");

        LoadResult loaded = new RuleSetLoader(_compilers.Delegates).Load(Worlds.Texts(world));

        Assert.AreEqual(Count + 1, loaded.RuleSet!.Rules.Count);
        Assert.AreEqual("s0", loaded.RuleSet.Groups[0].Signals[0].Name);
        Assert.AreEqual($"s{Count - 1}", loaded.RuleSet.Groups[0].Signals[^1].Name, "A chain of thousands is no recursion.");
    }

    [TestMethod]
    public void Say_how_much_they_do_not_say()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        string jobs = string.Join(",", Enumerable.Range(0, 600).Select(_ => "{}"));
        world["collection/web.json"] = System.Text.Encoding.UTF8.GetBytes($$"""{ "$schema": "../schema/collection.json", "kind": "collection", "name": "web", "version": "1.0.0", "owner": "x", "jobs": [ {{jobs}} ] }""");

        IReadOnlyList<Diagnostic> diagnostics = new RuleSetLoader(_compilers.Delegates).Load(Worlds.Texts(world)).Diagnostics;

        Assert.AreEqual(501, diagnostics.Count);
        Assert.AreEqual("100 further diagnostics are not shown", diagnostics[^1].Message);
    }
}
