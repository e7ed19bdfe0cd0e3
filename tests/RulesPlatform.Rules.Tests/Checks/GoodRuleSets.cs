using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Tests.Loading;

namespace RulesPlatform.Rules.Tests.Checks;

/// <summary>Rule sets as operators write them, which do what they seem to: a finding in one of them is a false alarm.</summary>
[TestClass]
public sealed class GoodRuleSets
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Worlds.Here())!, "Checks", "Good");

    [TestMethod]
    [DataRow("shop", 14)]
    [DataRow("cluster", 16)]
    [DataRow("data", 13)]
    public void Give_no_finding(string name, int files)
    {
        using var folder = new TemporaryFolder();
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Folder, name), "*.json", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder.Path, Path.GetRelativePath(Path.Combine(Folder, name), path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        RuleSet? loaded = new RuleSetLoader().Load(folder.Path).RuleSet;
        Assert.IsNotNull(loaded, "It is compiled in full.");
        File.WriteAllBytes(Path.Combine(folder.Path, "rules.lock.json"), RuleLock.Write(loaded));

        LintResult linted = Linter.Lint(folder.Path, new DateOnly(2026, 11, 27));

        Assert.AreEqual("", string.Join('\n', linted.Diagnostics));
        Assert.AreEqual(files, linted.Files);
    }
}
