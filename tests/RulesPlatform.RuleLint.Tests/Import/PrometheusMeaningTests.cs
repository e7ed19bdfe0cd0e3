using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Tests.Import;

/// <summary>
/// One world, one list of which alert fires at which minute; held against Prometheus' own rules by promtool, and against what the import
/// made of them by the production cycle. Only what means the same in both.
/// </summary>
[TestClass]
public sealed class PrometheusMeaningTests
{
    private const string Rules = """
        groups:
        - name: world
          interval: 1m
          rules:
          - record: site:heat:avg
            expr: avg by (site) (heat)
          - { alert: Low, expr: "level < 3", for: 2m, labels: { severity: warning } }
          - { alert: Between, expr: "level > 2 < 4", labels: { severity: warning } }
          - { alert: Hot, expr: "site:heat:avg >= 50", for: 1m, labels: { severity: critical } }
          - { alert: KeptOn, expr: "level > 5", keep_firing_for: 2m, labels: { severity: info } }
          - { alert: LoadedAndHot, expr: "load > 5 and on (site) heat > 60", labels: { severity: warning } }
          - { alert: LoadedOutOfCare, expr: "load > 5 unless on (site) care == 1", labels: { severity: warning } }
          - { alert: Gone, expr: "absent(pulse{job=\"heart\"})", for: 1m, labels: { severity: critical } }
          - { alert: NearlyFull, expr: "100 * used / size > 90", labels: { severity: warning } }
          - { alert: MoreThanHalf, expr: "used > size / 2", labels: { severity: info } }
          - { alert: ManyIdle, expr: "count(load == 0) > 1", labels: { severity: warning } }
          - { alert: Typical, expr: "quantile(0.5, heat) > 45", labels: { severity: warning } }
          - { alert: Either, expr: "load > 8 or load < 1", labels: { severity: warning } }
          - { alert: NobodyCares, expr: "absent(care == 1)", labels: { severity: info } }
          - { alert: HighestLately, expr: "max_over_time(level[150s]) >= 7", labels: { severity: warning } }
          - { alert: HighLately, expr: "avg_over_time(level[150s]) > 5", labels: { severity: warning } }
          - { alert: Rising, expr: "deriv(level[150s]) > 0.03", labels: { severity: warning } }
          - { alert: MiddleLately, expr: "quantile_over_time(0.5, level[150s]) == 3", labels: { severity: warning } }
          - { alert: Uneven, expr: "stddev_over_time(level[150s]) > 2", labels: { severity: warning } }
          - { alert: Steady, expr: "changes(level[150s]) == 0 and count_over_time(level[150s]) > 2", labels: { severity: warning } }
          - { alert: Emptied, expr: "used offset 2m - used > 30", labels: { severity: warning } }
        """;

    private static readonly (string Series, string Values)[] s_world =
    [
        ("level{tank=\"a\"}", "5 2 2 2 2 6 7 3 3 1 1 stale"),
        ("heat{site=\"n\",sensor=\"1\"}", "40 40 60 70 70 70 40 40 40 40 40 40"),
        ("heat{site=\"n\",sensor=\"2\"}", "40 40 40 40 40 40 40 40 40 40 40 40"),
        ("heat{site=\"s\",sensor=\"3\"}", "10 10 50 50 10 10 50 50 50 50 50 50"),
        ("load{site=\"n\"}", "9 9 9 9 9 6 6 0 0 0 0 6"),
        ("load{site=\"s\"}", "2 2 2 0 0 0 0 0 6 6 6 6"),
        ("care{site=\"n\"}", "0 1 1 1 1 1 1 0 0 0 0 0"),
        ("pulse{job=\"heart\",of=\"x\"}", "1 1 1 stale _ _ _ 1 1 1 1 1"),
        ("used{disk=\"d\"}", "10 60 95 95 95 91 90 0 20 20 20 20"),
        ("size{disk=\"d\"}", "100 100 100 100 100 100 100 0 100 100 100 100"),
    ];

    // One letter a minute, as far as the two mean the same (a window of Prometheus outlives its series): P pending, F firing, R recovering (which is firing still).
    private static readonly (string Rule, (string Name, string Value)[] Labels, string States)[] s_expected =
    [
        ("Low", [("tank", "a")], ".PPFF....PP."),
        ("Between", [("tank", "a")], ".......FF..."),
        ("Hot", [("site", "n")], "..PFFF......"),
        ("Hot", [("site", "s")], "..PF..PFFFFF"),
        ("KeptOn", [("tank", "a")], ".....FFRR..."),
        ("LoadedAndHot", [("site", "n")], "...FFF......"),
        ("LoadedOutOfCare", [("site", "n")], "F..........F"),
        ("LoadedOutOfCare", [("site", "s")], "........FFFF"),
        ("Gone", [("job", "heart")], "...PFFF....."),
        ("NearlyFull", [("disk", "d")], "..FFFF......"),
        ("MoreThanHalf", [("disk", "d")], ".FFFFFF....."),
        ("ManyIdle", [], ".......F...."),
        ("Typical", [], "..FF........"),
        ("Either", [("site", "n")], "FFFFF..FFFF."),
        ("Either", [("site", "s")], "...FFFFF...."),
        ("NobodyCares", [], "F......FFFFF"),
        ("HighestLately", [("tank", "a")], "......FFF.."),
        ("HighLately", [("tank", "a")], ".......F..."),
        ("Rising", [("tank", "a")], ".....FF...."),
        ("MiddleLately", [("tank", "a")], "........FF."),
        ("Uneven", [("tank", "a")], "......F...."),
        ("Steady", [("tank", "a")], "...FF......"),
        ("Emptied", [("disk", "d")], ".......FF..."),
    ];

    [TestMethod]
    public void Prometheus_fires_at_these_minutes()
    {
        using var world = new ImportedWorld();
        world.Write("rules.yml", Rules);
        world.Write("test.yml", PromtoolTest());

        (int code, string output) = Promtool.Run(world.Folder, "test", "rules", "test.yml");

        Assert.AreEqual(0, code, output);
    }

    [TestMethod]
    public void What_the_import_makes_of_them_fires_at_the_same()
    {
        using var world = new ImportedWorld();
        world.Take(ImportedWorld.Import(Rules));
        world.Write("tests/world.json", OurTest());
        RuleSet rules = new RuleSetLoader().Load(world.Folder).RuleSet!;

        IReadOnlyList<RuleTestResult> results = RuleTestRunner.Run(RuleTestFolder.Read(world.Folder, rules, out IReadOnlyList<Diagnostic> broken), rules);

        Assert.AreEqual("", string.Join('\n', broken.Concat(results.SelectMany(result => result.Failures)).Select(DiagnosticRenderer.Render)));
        Assert.AreEqual(rules.Rules.Count, s_expected.Select(one => one.Rule).Distinct().Count());
    }

    private static string PromtoolTest()
    {
        var text = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n  input_series:\n");
        foreach ((string series, string values) in s_world)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{ series: '{series}', values: '{values}' }}\n");
        }
        text.Append("  alert_rule_test:\n");
        foreach (IGrouping<string, (string Rule, (string Name, string Value)[] Labels, string States)> rule in s_expected.GroupBy(one => one.Rule))
        {
            for (int minute = 0; minute < rule.Min(one => one.States.Length); minute++)
            {
                IEnumerable<string> firing = rule.Where(one => one.States[minute] is 'F' or 'R')
                    .Select(one => $"{{ exp_labels: {{ {string.Join(", ", one.Labels.Select(label => $"{label.Name}: {label.Value}").Append($"severity: {Severity(one.Rule)}"))} }} }}");
                text.Append(CultureInfo.InvariantCulture, $"  - {{ eval_time: {minute}m, alertname: {rule.Key}, exp_alerts: [{string.Join(", ", firing)}] }}\n");
            }
        }
        return text.ToString();
    }

    private static string OurTest() => $$"""
        { "$schema": "../schema/tests.json", "kind": "tests", "name": "world", "version": "1.0.0", "owner": "ops", "interval": "1m", "tests": [{ "name": "the same",
          "series": { {{string.Join(", ", s_world.Select(one => $"\"{one.Series.Replace("\"", "\\\"", StringComparison.Ordinal)}\": \"{one.Values}\""))}} },
          "alerts": [{{string.Join(", ", s_expected.Select(one => $"{{ \"rule\": \"world/{one.Rule}\", \"where\": {{ {string.Join(", ", one.Labels.Where(label => label.Name != "job").Select(label => $"\"{label.Name}\": \"{label.Value}\""))} }}, \"states\": \"{string.Join(' ', one.States.ToCharArray())}\" }}"))}}] }] }
        """;

    private static string Severity(string rule) => Rules.Split('\n').Single(line => line.Contains($"alert: {rule},", StringComparison.Ordinal)).Split("severity: ")[1].Split(' ')[0];
}
