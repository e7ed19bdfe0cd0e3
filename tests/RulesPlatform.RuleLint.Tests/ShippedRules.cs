using System.Runtime.CompilerServices;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Tests;

/// <summary>The rules that come with the platform keep what is asked of anyone's.</summary>
[TestClass]
public sealed class ShippedRules
{
    [TestMethod]
    public void Give_no_finding() =>
        Assert.AreEqual("", string.Join('\n', Linter.Lint(Folder(), new DateOnly(2026, 11, 27)).Diagnostics));

    [TestMethod]
    public void Pass_their_tests_which_reach_every_condition_and_route()
    {
        RuleSet rules = new RuleSetLoader().Load(Folder()).RuleSet!;
        var coverage = new RuleCoverage(rules);
        IReadOnlyList<RuleTest> tests = RuleTestFolder.Read(Folder(), rules, out IReadOnlyList<Diagnostic> broken);

        IReadOnlyList<RuleTestResult> results = RuleTestRunner.Run(tests, coverage.Watched);

        Assert.AreEqual("", string.Join('\n', broken.Concat(results.SelectMany(result => result.Failures)).Select(DiagnosticRenderer.Render)));
        Assert.AreEqual("", string.Join('\n', coverage.Items(results).Where(item => !item.IsReached).Select(item => $"{item.Rule}: {item.What}")));
        Assert.IsGreaterThan(100, coverage.Items(results).Count);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "rules");
}
