using System.Runtime.CompilerServices;
using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Tests.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Tests.Testing;

/// <summary>
/// Rule tests over the small world: error_ratio = 5xx ÷ all requests over 5 min, HighErrorRatio above 0.1 for 2 min, critical only goes to the log.
/// With every value 10 apart at 15 s, requests come at 0.67 a second.
/// </summary>
[TestClass]
public sealed class RuleTestTests
{
    private const string Failing = "\"http_requests_total{service=\\\"shop\\\",code=\\\"500\\\"}\": \"0+10x60\", \"http_requests_total{service=\\\"shop\\\",code=\\\"200\\\"}\": \"0+10x60\"";

    [TestMethod]
    [DataRow("\"alerts\": [ { \"rule\": \"web/HighErrorRatio\", \"states\": \".x9 Px8 Fx11\" } ]", DisplayName = "pending while half the window is covered and for two minutes more, then firing")]
    [DataRow("\"signals\": [ { \"at\": \"10m\", \"signal\": \"error_ratio\", \"value\": 0.5 } ]", DisplayName = "half of the requests fail")]
    [DataRow("\"signals\": [ { \"at\": \"15s\", \"signal\": \"error_ratio\", \"value\": \"unknown\" } ]", DisplayName = "one sample is no rate")]
    [DataRow("\"notifications\": [ { \"at\": \"4m15s\", \"receiver\": \"log\", \"cause\": \"first\", \"firing\": [ \"web/HighErrorRatio{service=\\\"shop\\\"}\" ] } ]", DisplayName = "the log is told once")]
    [DataRow("\"silences\": [ { \"from\": \"1m\", \"for\": \"1h\", \"where\": { \"service\": \"shop\" } } ], \"notifications\": [], \"suppressed\": [ { \"rule\": \"web/HighErrorRatio\", \"by\": \"silence\" } ]", DisplayName = "a silence keeps it back")]
    public void Expectations_that_are_met_pass(string expectations) => Assert.AreEqual("", Run(expectations));

    [TestMethod]
    public void Expectations_that_are_not_met_say_what_happened() => AssertGolden(string.Join("\n\n", new[]
    {
        "\"alerts\": [ { \"rule\": \"web/HighErrorRatio\", \"states\": \".x10 Fx8\" } ]",
        "\"alerts\": [ { \"rule\": \"web/HighErrorRatio\", \"where\": { \"service\": \"other\" }, \"states\": \".x17 F\" } ]",
        "\"signals\": [ { \"at\": \"10m\", \"signal\": \"error_ratio\", \"value\": 0.51 }, { \"at\": \"10m\", \"signal\": \"error_ratio\", \"where\": { \"service\": \"other\" }, \"value\": 0.5 } ]",
        "\"notifications\": []",
        "\"notifications\": [ { \"at\": \"5m\", \"receiver\": \"log\", \"firing\": [ \"web/HighErrorRatio\" ] } ]",
        "\"suppressed\": [ { \"rule\": \"web/HighErrorRatio\", \"by\": \"inhibition\" } ]",
        "\"alerts\": [ { \"rule\": \"web/HighErorRatio\", \"states\": \".\" } ]",
        "\"silences\": []",
    }.Select(Run)));

    [TestMethod]
    public void The_same_tests_give_the_same_results_however_often_they_run()
    {
        string[] results = [.. Enumerable.Range(0, 20).Select(_ => Run("\"notifications\": [], \"alerts\": [ { \"rule\": \"web/HighErrorRatio\", \"states\": \"F\" } ]"))];

        Assert.HasCount(1, results.Distinct());
    }

    [TestMethod]
    public void A_server_does_not_read_tests()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, byte[]> world = Worlds.Read("small");
        Worlds.Write(world, folder.Path);
        string before = new RuleSetLoader().Load(folder.Path).RuleSet!.Revision;
        world["tests/web.json"] = "no JSON at all"u8.ToArray();
        Worlds.Write(world, folder.Path);

        Assert.AreEqual(before, new RuleSetLoader().Load(folder.Path).RuleSet!.Revision);
    }

    private static string Run(string expectations)
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, byte[]> world = Worlds.Read("small");
        world["tests/web.json"] = Encoding.UTF8.GetBytes($$"""
            {
              "$schema": "../schema/tests.json", "kind": "tests", "name": "web", "version": "1.0.0", "owner": "web",
              "tests": [ { "name": "half of the requests fail", "series": { {{Failing}} },
                {{expectations}} } ]
            }
            """);
        Worlds.Write(world, folder.Path);
        RuleSet rules = new RuleSetLoader().Load(folder.Path).RuleSet!;
        IReadOnlyList<RuleTest> tests = RuleTestFolder.Read(folder.Path, rules, out IReadOnlyList<Diagnostic> broken);
        return string.Join("\n\n", broken.Concat(RuleTestRunner.Run(tests, rules).SelectMany(result => result.Failures)).Select(DiagnosticRenderer.Render));
    }

    private static void AssertGolden(string actual, [CallerFilePath] string here = "") =>
        Worlds.AssertGolden(Path.Combine(Path.GetDirectoryName(here)!, "Golden", "failures.txt"), actual);
}
