using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Checks;

[TestClass]
public sealed class LinterTests
{
    private static readonly Dictionary<(string, string), BrokenCase> Broken = BrokenCase.ReadAll().ToDictionary(one => (Path.GetFileName(one.File), one.Title));

    public static IEnumerable<object[]> Cases => Broken.Keys.Select(key => new object[] { key.Item1, key.Item2 });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Says_of_a_broken_set_what_the_loader_says(string file, string title)
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Broken[(file, title)].World(), folder.Path);

        string loaded = string.Join('\n', new RuleSetLoader().Load(folder.Path).Diagnostics.Select(DiagnosticRenderer.Render));
        string linted = string.Join('\n', Linter.Lint(folder.Path, new DateOnly(2026, 11, 27)).Diagnostics.Select(DiagnosticRenderer.Render));

        Assert.AreEqual(loaded, linted);
    }

    [TestMethod]
    [DataRow("small")]
    [DataRow("full")]
    public void Counts_what_it_read_of_a_set_that_loads(string world)
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read(world), folder.Path);

        LoadResult loaded = new RuleSetLoader().Load(folder.Path);
        LintResult linted = Linter.Lint(folder.Path, new DateOnly(2026, 11, 27));

        Assert.AreEqual((loaded.RuleSet!.Files.Count, loaded.RuleSet.Rules.Count), (linted.Files, linted.Rules));
        Assert.IsFalse(linted.Diagnostics.Any(diagnostic => diagnostic.IsError));
    }

    [TestMethod]
    public void Parameters_that_read_each_other_twice_do_not_double_with_every_one_of_them()
    {
        string[] parameters =
        [
            "{ \"Name\": \"p0\", \"Expression\": \"alert.Value > 1\" }",
            .. Enumerable.Range(1, 29).Select(i => $"{{ \"Name\": \"p{i}\", \"Expression\": \"p{i - 1} && p{i - 1}\" }}"),
        ];
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world.Edit("responses/default.json", "\"WorkflowName\"", $"\"GlobalParams\": [ {string.Join(", ", parameters)} ], \"WorkflowName\"");
        world.Edit("responses/default.json", "alert.Severity ==", "p29 && alert.Severity ==");
        using var folder = new TemporaryFolder();
        Worlds.Write(world, folder.Path);

        Assert.AreEqual(5, Linter.Lint(folder.Path, new DateOnly(2026, 11, 27)).Files);
    }
}
