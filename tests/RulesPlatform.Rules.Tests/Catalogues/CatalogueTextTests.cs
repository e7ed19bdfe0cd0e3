using System.Text;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Catalogues;

[TestClass]
public sealed class CatalogueTextTests
{
    private static readonly MetricCatalogue Catalogue = new(
        new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero), ["node", "web"],
        [
            new CataloguedMetric("http_requests_total", "counter", "requests", "Says \"so\".\nTwice.", 3, [new CataloguedLabel("code", 2, ["200", "500"]), new CataloguedLabel("path", 48_210, null)], TimeSpan.FromSeconds(15), new SeenRange(-0.5, 1e9)),
            new CataloguedMetric("up", "unknown", "", "", 2, []),
        ]);

    [TestMethod]
    public void What_is_written_is_read_back()
    {
        var bag = new DiagnosticBag();

        MetricCatalogue read = CatalogueText.Read("catalog.json", Encoding.UTF8.GetBytes(CatalogueText.Write(Catalogue)), bag)!;

        Assert.AreEqual(0, bag.Count);
        Assert.AreEqual(CatalogueText.Write(Catalogue), CatalogueText.Write(read));
        Assert.AreEqual((48_210, false), (read.Metrics[0].Label("path")!.Count, read.Metrics[0].Label("path")!.Values is not null));
    }

    [TestMethod]
    [DataRow("\"type\": \"counter\"", "\"type\": \"conter\"", "RP1104", "did you mean 'counter'?")]
    [DataRow("\"series\": 3,", "", "RP1102", "add \"series\"")]
    [DataRow("\"jobs\"", "\"job\"", "RP1101", "did you mean 'jobs'?")]
    [DataRow("\"every\": \"15s\"", "\"every\": \"15 s\"", "RP1106", "15s")]
    [DataRow("\"min\": -0.5,", "", "RP1102", "add \"min\"")]
    [DataRow("\"written\": \"2026", "\"written\": \"26", "RP1113", "yyyy-MM-dd")]
    public void A_mistake_is_told_where_it_stands(string old, string @new, string id, string help)
    {
        string text = CatalogueText.Write(Catalogue);
        Assert.IsTrue(text.Contains(old, StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "catalog.json"), text.Replace(old, @new, StringComparison.Ordinal));

        Diagnostic found = Linter.Lint(folder.Path, new DateOnly(2026, 11, 27)).Diagnostics.Single(one => one.File == "catalog.json");

        Assert.AreEqual((id, true), (found.Id, found.IsError));
        StringAssert.Contains(found.Help, help);
        Assert.IsTrue(found.Span.Line > 0);
    }

    [TestMethod]
    public void A_catalogue_that_changes_is_looked_at_again()
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);
        string path = Path.Combine(folder.Path, "catalog.json");
        var session = new LintSession(folder.Path);
        Assert.IsFalse(Finds());

        File.WriteAllText(path, CatalogueText.Write(Catalogue));
        Assert.IsTrue(Finds(), "The metric has no label 'service' there.");
        Assert.IsTrue(Finds());
        File.Delete(path);
        Assert.IsFalse(Finds());

        bool Finds() => session.Lint(new DateOnly(2026, 11, 27)).Diagnostics.Any(one => one.Id == "RP3202");
    }

    [TestMethod]
    public void A_catalogue_that_was_named_and_is_not_there_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);

        IReadOnlyList<Diagnostic> found = new LintSession(folder.Path, Path.Combine(folder.Path, "nowhere.json")).Lint(new DateOnly(2026, 11, 27)).Diagnostics;

        Assert.IsTrue(found.Any(one => one is { Id: "RP1402", IsError: true }));
    }
}
