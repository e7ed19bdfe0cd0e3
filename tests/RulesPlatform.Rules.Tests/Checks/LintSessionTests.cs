using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Checks;

/// <summary>A session that has seen the folder before says what a first look says, whatever was edited in between.</summary>
[TestClass]
public sealed class LintSessionTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [TestMethod]
    public void Every_known_edit_and_its_undoing_is_judged_as_at_first_sight()
    {
        BrokenCase[] edits = [.. BrokenCase.ReadAll(Path.Combine(Path.GetDirectoryName(Worlds.Here())!, "Checks", "Cases")), .. BrokenCase.ReadAll()];
        Dictionary<string, byte[]> small = Worlds.Read("small");
        using var folder = new TemporaryFolder();
        Worlds.Write(small, folder.Path);
        var session = new LintSession(folder.Path);
        int differing = 0;
        session.Lint(Today);

        foreach (BrokenCase edit in edits)
        {
            Replace(edit.World(), folder.Path);
            string expected = Text(Linter.Lint(folder.Path, Today));
            Assert.AreEqual(expected, Text(session.Lint(Today)), $"{Path.GetFileName(edit.File)}: {edit.Title}");
            differing += expected.Length > 0 ? 1 : 0;
            if (edit.Title.Length % 3 == 0)
            {
                // Else one edit follows another, without the clean world between them.
                Replace(small, folder.Path);
                Assert.AreEqual(Text(Linter.Lint(folder.Path, Today)), Text(session.Lint(Today)), $"after {edit.Title}");
            }
        }

        Assert.IsTrue(differing > 100, $"Only {differing} edits of {edits.Length} lead to a finding: this compares nothing.");
    }

    [TestMethod]
    public void A_finding_stays_until_its_cause_goes_though_its_file_is_not_touched()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        using var folder = new TemporaryFolder();
        Worlds.Write(world, folder.Path);
        var session = new LintSession(folder.Path);
        Assert.AreEqual(0, session.Lint(Today).Diagnostics.Count(one => one.Id == "RP3108"));

        // The rule's file stays as it is: what is wrong with it comes of the signal's.
        string rules = System.Text.Encoding.UTF8.GetString(world["thresholds/web.json"]);
        StringAssert.Contains(rules, "alert.Label(service)");
        string text = System.Text.Encoding.UTF8.GetString(world["analysis/web.json"]);
        world["analysis/web.json"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("[ \"service\" ]", "[ \"host\" ]", StringComparison.Ordinal));
        Replace(world, folder.Path);
        for (int look = 0; look < 3; look++)
        {
            Assert.IsTrue(session.Lint(Today).Diagnostics.Any(one => one is { Id: "RP3108", File: "thresholds/web.json" }), $"look {look}");
        }
    }

    private static void Replace(Dictionary<string, byte[]> world, string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !world.ContainsKey(Path.GetRelativePath(folder, file).Replace('\\', '/'))))
        {
            File.Delete(file);
        }
        Worlds.Write(world, folder);
    }

    private static string Text(LintResult result) => string.Join("\n\n", result.Diagnostics.Select(DiagnosticRenderer.Render));
}
