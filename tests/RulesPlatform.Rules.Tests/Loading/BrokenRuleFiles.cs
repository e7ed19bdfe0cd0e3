using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class BrokenRuleFiles
{
    private static readonly RuleSetLoader Loader = new();
    private static readonly RuleSet Good = Loader.Load(Worlds.Texts(Worlds.Read("small"))).RuleSet!;
    private static readonly Dictionary<(string, string), BrokenCase> All = BrokenCase.ReadAll().ToDictionary(one => (Path.GetFileName(one.File), one.Title));

    public static IEnumerable<object[]> Cases => All.Keys.Select(key => new object[] { key.Item1, key.Item2 });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Are_explained_and_leave_the_last_good_set_in_force(string file, string title)
    {
        BrokenCase one = All[(file, title)];
        using var folder = new TemporaryFolder();
        Worlds.Write(one.World(), folder.Path);
        var inForce = new RuleSetInForce(Loader, folder.Path, Good);

        ReloadResult reload = inForce.TryReload();

        Assert.AreEqual(ReloadOutcome.Refused, reload.Outcome);
        Assert.AreSame(Good, inForce.Current);
        Assert.AreSame(reload, inForce.LastReload);
        Diagnostic[] errors = [.. reload.Diagnostics.Where(diagnostic => diagnostic.IsError)];
        string rendered = string.Join("\n\n", errors.Select(DiagnosticRenderer.Render)).Replace(folder.Path, "RULES", StringComparison.Ordinal);
        Assert.IsFalse((rendered + string.Join('\n', errors.Select(DiagnosticRenderer.Short))).Contains("hunter2", StringComparison.Ordinal), "A secret is shown.");
        // What the linter refuses, and where, is what a server refuses: nothing is judged twice in two ways.
        string linted = string.Join("\n\n", Linter.Lint(folder.Path, new DateOnly(2026, 11, 27)).Diagnostics.Where(diagnostic => diagnostic.IsError).Select(DiagnosticRenderer.Render));
        Assert.AreEqual(rendered, linted.Replace(folder.Path, "RULES", StringComparison.Ordinal));
        if (Worlds.Rewrites)
        {
            one.Rewrite(rendered);
            return;
        }
        Assert.AreEqual(one.Expected, rendered);
    }

    [TestMethod]
    public void Cover_every_error_that_loading_knows()
    {
        string expected = string.Join('\n', All.Values.Select(one => one.Expected));

        string[] uncovered =
        [
            .. DiagnosticCatalogue.All.Where(kind => kind.Severity == DiagnosticSeverity.Error)
                .Select(kind => kind.Id).Where(id => !expected.Contains($"error[{id}]", StringComparison.Ordinal)),
        ];

        // RP1402 needs a file that may not be read: see RuleFolders.
        CollectionAssert.AreEqual(new[] { "RP1402" }, uncovered);
    }
}
