using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Checks;

/// <summary>Each check against its own cases: edits of the small world, and what is said of them.</summary>
[TestClass]
public sealed class CheckTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Worlds.Here())!, "Checks", "Cases");
    private static readonly string Pages = Path.Combine(Worlds.Here(), "..", "..", "..", "tools", "rulelint", "docs");
    private static readonly HashSet<string> Ids = [.. CheckCatalogue.All.Select(check => check.Kind.Id)];
    private static readonly Dictionary<(string Id, string Title), BrokenCase> All =
        BrokenCase.ReadAll(Folder).ToDictionary(one => (Path.GetFileNameWithoutExtension(one.File), one.Title));

    public static IEnumerable<object[]> Cases => All.Keys.Select(key => new object[] { key.Id, key.Title });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_check_finds_what_is_bad_and_leaves_alone_what_is_good(string id, string title)
    {
        BrokenCase one = All[(id, title)];
        using var folder = new TemporaryFolder();
        Worlds.Write(one.World(), folder.Path);

        // RP62xx compare with what the change starts from, which is the small world as it is.
        LintResult linted = Linter.Lint(folder.Path, new DateOnly(2026, 11, 27), id.StartsWith("RP62", StringComparison.Ordinal) ? Worlds.Texts(Worlds.Read("small")) : null);

        Assert.AreNotEqual(0, linted.Files, string.Join('\n', linted.Diagnostics));
        Diagnostic[] findings = [.. linted.Diagnostics.Where(diagnostic => Ids.Contains(diagnostic.Id))];
        CollectionAssert.AreEqual(title.StartsWith("bad: ", StringComparison.Ordinal) ? [id] : Array.Empty<string>(), findings.Select(finding => finding.Id).ToArray());
        string rendered = string.Join("\n\n", findings.Select(DiagnosticRenderer.Render));
        if (Worlds.Rewrites)
        {
            one.Rewrite(rendered);
            return;
        }
        Assert.AreEqual(one.Expected, rendered);
    }

    [TestMethod]
    public void Every_check_is_in_the_catalogue_once_in_the_order_of_ids()
    {
        Type[] written = [.. typeof(Check).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Check)))];

        CollectionAssert.AreEquivalent(written, CheckCatalogue.All.Select(check => check.GetType()).ToArray());
        string[] ids = [.. CheckCatalogue.All.Select(check => check.Kind.Id)];
        CollectionAssert.AreEqual(ids.Distinct().Order(StringComparer.Ordinal).ToArray(), ids);
        CollectionAssert.AllItemsAreUnique(DiagnosticCatalogue.All.Select(kind => kind.Id).ToArray());
    }

    [TestMethod]
    public void Every_finding_has_a_page_and_every_check_good_and_bad_cases()
    {
        foreach (DiagnosticKind kind in DiagnosticCatalogue.All)
        {
            string page = File.ReadAllText(Path.Combine(Pages, $"{kind.Id}.md"));
            string[] headings = [.. page.Split('\n').Where(line => line.StartsWith('#'))];
            CollectionAssert.AreEqual(
                new[] { $"# {kind.Id}: {kind.Title}", "## What it finds", "## Why it matters", "## Bad", "## Good", "## When to allow it" }, headings, kind.Id);
        }
        foreach (string id in Ids)
        {
            string[] titles = [.. All.Keys.Where(key => key.Id == id).Select(key => key.Title)];
            Assert.IsTrue(titles.Any(title => title.StartsWith("bad: ", StringComparison.Ordinal)) && titles.Any(title => title.StartsWith("good: ", StringComparison.Ordinal)), id);
        }
        CollectionAssert.AreEquivalent(
            DiagnosticCatalogue.All.Select(kind => kind.Id).ToArray(), Directory.GetFiles(Pages, "RP*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).ToArray());
    }
}
