using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Loading;

[TestClass]
public sealed class BrokenRuleFiles
{
    public static IEnumerable<object[]> Cases => BrokenCase.ReadAll().Select(one => new object[] { Path.GetFileName(one.File), one.Title });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Are_explained_and_leave_the_last_good_set_in_force(string file, string title)
    {
        BrokenCase one = BrokenCase.ReadAll().Single(candidate => Path.GetFileName(candidate.File) == file && candidate.Title == title);
        using var folder = new TemporaryFolder();
        Worlds.Write(Worlds.Read("small"), folder.Path);
        var loader = new RuleSetLoader(new FakeCompilers().Delegates);
        RuleSet good = loader.Load(folder.Path).RuleSet!;
        var inForce = new RuleSetInForce(loader, folder.Path, good);

        Directory.Delete(folder.Path, recursive: true);
        Worlds.Write(one.World(), folder.Path);
        ReloadResult reload = inForce.TryReload();

        Assert.AreEqual(ReloadOutcome.Refused, reload.Outcome);
        Assert.AreSame(good, inForce.Current);
        Diagnostic[] errors = [.. reload.Diagnostics.Where(diagnostic => diagnostic.IsError)];
        string rendered = string.Join("\n\n", errors.Select(DiagnosticRenderer.Render)).Replace(folder.Path, "RULES", StringComparison.Ordinal);
        if (Worlds.Rewrites)
        {
            BrokenCase.Rewrite(one.File, BrokenCase.Read(one.File).Select(other => other.Title == title ? other with { Expected = rendered } : other));
            return;
        }
        Assert.AreEqual(one.Expected, rendered);
    }
}
