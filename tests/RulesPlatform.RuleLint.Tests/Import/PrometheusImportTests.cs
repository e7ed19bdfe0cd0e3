using System.Runtime.CompilerServices;
using System.Text;
using RulesPlatform.RuleLint.Import;
using RulesPlatform.RuleLint.Import.Prometheus;
using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;
using RulesPlatform.Rules.Text.Layout;

namespace RulesPlatform.RuleLint.Tests.Import;

[TestClass]
public sealed class PrometheusImportTests
{
    [TestMethod]
    [DataRow("machines")]
    [DataRow("cluster")]
    public void A_file_becomes_rule_files_and_a_list_of_what_is_not_carried_over(string file)
    {
        ImportResult result = Imported(file);

        Golden.Assert($"{file}.txt", $"{string.Join('\n', result.Files.Select(file => $"// {file.Path}\n{file.Text}"))}\n{ImportReport.Text(result, [])}\n");
    }

    [TestMethod]
    [DataRow("machines", 11)]
    [DataRow("cluster", 17)]
    public void What_is_written_is_in_form_and_gives_no_finding(string file, int rules)
    {
        using var world = new ImportedWorld();
        world.Take(Imported(file));
        world.Write("collection/all.json", """{ "$schema": "../schema/collection.json", "kind": "collection", "name": "all", "version": "1.0.0", "owner": "ops", "jobs": [{ "name": "node", "source": "prometheus", "interval": "15s", "targets": ["http://127.0.0.1:9100/metrics"] }, { "name": "store", "source": "prometheus", "interval": "15s", "targets": ["http://127.0.0.1:9101/metrics"] }] }""");
        foreach (string path in Directory.EnumerateFiles(world.Folder, $"{file}.json", SearchOption.AllDirectories))
        {
            Assert.IsTrue(RuleTextFormat.TryFormat(new RuleText(path, File.ReadAllBytes(path)), out ReadOnlyMemory<byte> formatted, out _));
            Assert.AreEqual(File.ReadAllText(path), Encoding.UTF8.GetString(formatted.Span));
        }
        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(["lock", world.Folder]));

        LintResult linted = Linter.Lint(world.Folder, new DateOnly(2026, 11, 27));

        Assert.AreEqual("", string.Join('\n', linted.Diagnostics.Select(DiagnosticRenderer.Short)));
        Assert.AreEqual(rules, linted.Rules);
    }

    [TestMethod]
    [DataRow("a > 1", "a | a", DisplayName = "a metric as it is")]
    [DataRow("a{x=\"1\",y!=\"2\",z=~\"3|4\",w!~\"5\"} > 1", "a | a where { \"x\": \"1\", \"y\": \"!2\", \"z\": \"~3|4\", \"w\": \"!~5\" }", DisplayName = "matchers")]
    [DataRow("a{x=\"~1\",y!=\"1\",y!~\"2.\"} > 1", "a | a where { \"x\": \"~~1\", \"y\": \"!~1|(?:2.)\" }", DisplayName = "a value like an operator, and several of a label")]
    [DataRow("sum(rate(a_total[5m])) > 1", "a_total | a_total by [] over \"5m\" fold \"rate\" minCoverage 0", DisplayName = "a sum of rates")]
    [DataRow("max by (x) (a offset 1h) > 1", "a | a by [\"x\"] offset \"1h\" fold \"at\" combine \"max\"", DisplayName = "an offset")]
    [DataRow("quantile_over_time(0.95, a[1h30m]) > 1", "a | a over \"1h30m\" fold \"p95\" minCoverage 0", DisplayName = "a percentile")]
    [DataRow("quantile by (x) (0.9, a) > 1", "a | a by [\"x\"] combine \"quantile(0.9)\"", DisplayName = "a quantile")]
    [DataRow("sum without (y) (sum by (x, y) (a)) > 1", "it_each | it_each by [\"x\"]", DisplayName = "without, of labels that are known")]
    [DataRow("-a ^ 2 + 2 * 3 > 1", "0 - Pow(a, 2) + 6 | a", DisplayName = "precedence, and numbers folded")]
    [DataRow("a - (b - c) > 1", "a - (b - c) | a; b; c", DisplayName = "brackets where they count")]
    [DataRow("sum by (x) (a) / on (x) group_left sum by (x, y) (b) > 1", null, DisplayName = "many on the wrong side")]
    [DataRow("sum by (x, y) (a) * on (x) group_left sum by (x) (b) > 1", "a * b | a by [\"x\", \"y\"]; b by [\"x\"]", DisplayName = "many to one")]
    [DataRow("sum by (x, y) (a) * ignoring (y) group_left sum by (x) (b) > 1", "a * b | a by [\"x\", \"y\"]; b by [\"x\"]", DisplayName = "labels ignored, where they are known")]
    [DataRow("a * on (x) b > 1", "a * b | a by [\"x\"]; b by [\"x\"]", DisplayName = "one to one on a label")]
    [DataRow("round(a, 5) > clamp_max(7, 3)", "Floor(a / 5 + 0.5) * 5 - Min(7, 3) | a", DisplayName = "functions of numbers")]
    [DataRow("count(a > 1) by (x) > 2", "it_each | it_each by [\"x\"]", DisplayName = "how many")]
    [DataRow("a == bool 1 > 0", "if(a == 1, 1, 0) | a", DisplayName = "a comparison that gives numbers")]
    [DataRow("a > 5 and b > 1", "if(a > 5 and b > 1, 1, 0) | a; b", DisplayName = "and")]
    [DataRow("a > 5 unless on (x) b", "if(a > 5 and not(b > 0), 1, 0) | a; b by [\"x\"] combine \"count\" absent 0", DisplayName = "unless there is another")]
    [DataRow("absent(a == 1)", "it_each | it_each by [] absent 0", DisplayName = "none for which something holds")]
    [DataRow("a > 14.4 * 0.001 * b", "a - 0.0144 * b | a; b", DisplayName = "numbers as they were meant")]
    [DataRow("(a > 1) * on (x) group_left (y) b_info", "a | a", DisplayName = "a join that only adds labels")]
    [DataRow("{__name__=\"a\"} > 1", "a | a", DisplayName = "a name among the matchers")]
    public void An_expression_becomes_a_signal(string expression, string? expected)
    {
        ImportResult result = ImportedWorld.Import(ImportedWorld.Alert(expression));
        using var world = new ImportedWorld();
        world.Take(result);
        LoadResult loaded = new RuleSetLoader().Load(world.Folder);

        if (expected is null)
        {
            Assert.IsNull(result.Rules[0].Id);
            return;
        }
        Assert.AreEqual("", string.Join('\n', loaded.Diagnostics.Where(one => one.IsError).Concat<object>(result.Rules.Where(rule => rule.Id is null).SelectMany(rule => rule.Reasons))));
        Assert.AreEqual(expected, Shown(result));
    }

    [TestMethod]
    [DataRow("topk(3, a) > 1", "topk(3, a): the largest few cannot be kept apart; 'combine' has top(n) and bottom(n), which are their sum")]
    [DataRow("sum without (x) (a) > 1", "sum without (x) (a): which labels 'without' leaves only the server knows; write by (…)")]
    [DataRow("max_over_time(a[1h:5m]) > 1", "a[1h:5m]: there are no subqueries; record the inner expression, whose signal is stored as signal:NAME")]
    [DataRow("sum by (x) (a) / sum by (y) (b) > 1", "sum by (x) (a) / sum by (y) (b): its sides have different labels (x; y): Prometheus pairs those only that are equal in all; name the common ones with on (…)")]
    [DataRow("a / ignoring (x) b > 1", "a / ignoring (x) b: only the server knows which labels 'ignoring' leaves; name those that count with on (…)")]
    [DataRow("label_replace(a, \"x\", \"$1\", \"y\", \"(.*)\") > 1", "label_replace(a, \"x\", \"$1\", \"y\", \"(.*)\"): labels are given by collection jobs ('labels'), not by formulas")]
    [DataRow("a @ 5 > 1", "a @ 5: '@' is not known here")]
    [DataRow("a offset -5m > 1", "a offset -5m: an offset into the future is not known here")]
    [DataRow("{job=\"x\"} > 1", "{job=\"x\"}: an input reads one metric, which has to be named")]
    [DataRow("ALERTS{alertname=\"x\"} == 1", "ALERTS{alertname=\"x\"}: alerts are no series here; write \"dependsOn\" in the rule, or an inhibition in responses/")]
    [DataRow("a", "a: a condition is missing: it fires for each series that there is, whatever its value; compare it with a number")]
    [DataRow("1 > 0", "1 > 0: it compares two numbers: it always holds, or never")]
    [DataRow("(a > 1) * 2 > 3", "(a > 1): a comparison inside arithmetic drops series, which a formula cannot")]
    [DataRow("a > NaN", "NaN: formulas have no infinity and no NaN")]
    [DataRow("a[5m] > 1", "a[5m]: a range is folded by a function, such as rate or avg_over_time")]
    [DataRow("resets(a[5m]) > 1", "resets(a[5m]): resets of counters are not counted here")]
    public void What_has_no_counterpart_says_why(string expression, string reason)
    {
        ImportResult result = ImportedWorld.Import(ImportedWorld.Alert(expression));

        Assert.AreEqual(reason, string.Join('\n', result.Rules[0].Reasons));
        Assert.IsEmpty(result.Files);
    }

    [TestMethod]
    public void What_only_a_rule_that_is_left_out_reads_is_left_out_too()
    {
        string yaml = ImportedWorld.Alert("sum(a * b) + r > topk(1, c)").Replace("  rules:\n", "  rules:\n  - { record: r, expr: sum(d) }\n", StringComparison.Ordinal);

        ImportResult result = ImportedWorld.Import(yaml);

        Assert.IsEmpty(result.Files);
        Assert.AreEqual("no alert that is carried over reads it", result.Rules[0].Reasons.Single());
    }

    [TestMethod]
    [DataRow("groups:\n- }", "rules.yml:2: this is not YAML")]
    [DataRow("rules: []", "rules.yml:1: there is no list 'groups'")]
    [DataRow("groups:\n- name: a\n  rules:\n  - alert: X", "rules.yml:4: a rule has an 'expr', and 'alert' or 'record'")]
    [DataRow("groups:\n- name: a\n  rules:\n  - alert: X\n    expr: a > 1\n    for: 5 minutes", "rules.yml:6: '5 minutes' is not a duration; write it as 30s, 5m or 1h30m")]
    [DataRow("groups:\n- name: a\n  rules:\n  - alert: X\n    expr: a > 1", "rules.yml: the group 'a' is not written, for each file has an owner: give --owner TEAM")]
    public void A_file_that_is_none_says_where(string yaml, string problem) =>
        Assert.StartsWith(problem, string.Join('\n', ImportedWorld.Import(yaml, new ImportOptions()).Problems));

    [TestMethod]
    public void Files_are_written_once_and_never_over()
    {
        using var world = new ImportedWorld();
        world.Write("in.yml", ImportedWorld.Alert("a > 1"));
        string[] command = ["import", "prometheus", Path.Combine(world.Folder, "in.yml"), "--owner", "ops", "--out", world.Folder];

        Assert.AreEqual(ExitCode.Clean, CommandTree.Run(command));
        Assert.IsTrue(File.Exists(Path.Combine(world.Folder, "analysis", "one.json")) && File.Exists(Path.Combine(world.Folder, "thresholds", "one.json")));
        Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(command));
        Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(["import", "prometheus", Path.Combine(world.Folder, "nowhere.yml")]));
        Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(["import", "prometheus", Path.Combine(world.Folder, "in.yml"), "--severity", "page=loud"]));
    }

    [TestMethod]
    public void Labels_of_a_group_are_those_of_its_rules_unless_they_have_their_own()
    {
        string yaml = ImportedWorld.Alert("a > 1").Replace("  rules:", "  labels: { team: web, severity: critical }\n  rules:", StringComparison.Ordinal);

        ImportResult result = ImportedWorld.Import(yaml, new ImportOptions());

        Assert.Contains("\"owner\": \"web\"", result.Files[0].Text);
        Assert.Contains("\"labels\": { \"team\": \"web\" }", result.Files[1].Text);
        Assert.Contains("\"severity\": \"warning\"", result.Files[1].Text);
    }

    [TestMethod]
    public void What_the_server_would_not_load_is_told()
    {
        ImportResult result = ImportedWorld.Import(ImportedWorld.Alert($"{string.Join(" + ", Enumerable.Range(0, 300).Select(i => $"metric_{i}"))} > 1"));

        Assert.Contains("what was written does not load as it is", string.Join('\n', result.Problems));
    }

    [TestMethod]
    public void A_word_of_severity_is_the_authors_choice()
    {
        string yaml = ImportedWorld.Alert("a > 1").Replace("warning", "page", StringComparison.Ordinal);

        Assert.AreEqual("the severity 'page' becomes critical; --severity page=… chooses another", ImportedWorld.Import(yaml).Rules[0].Reasons.Single());
        ImportResult chosen = ImportedWorld.Import(yaml, new ImportOptions { Owner = "ops", Severities = new Dictionary<string, string> { ["page"] = "info" } });
        Assert.IsEmpty(chosen.Rules[0].Reasons);
        Assert.Contains("\"severity\": \"info\"", chosen.Files[1].Text);
    }

    private static ImportResult Imported(string file) => PrometheusImport.Run([($"{file}.yml", File.ReadAllText(Path.Combine(Here(), "Sources", $"{file}.yml")))], new ImportOptions { Interval = TimeSpan.FromSeconds(15) });

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    /// <summary>The last signal: its formula, and its inputs without their punctuation.</summary>
    private static string Shown(ImportResult result)
    {
        using var world = new ImportedWorld();
        world.Take(result);
        string[] lines = File.ReadAllText(Path.Combine(world.Folder, "analysis", "one.json")).Split("\"name\": ")[^1].Split("\"inputs\": ");
        using var signal = System.Text.Json.JsonDocument.Parse($"{{ \"inputs\": {lines[1].TrimEnd().TrimEnd(']', '}', ',', ' ', '\n')} }}", new System.Text.Json.JsonDocumentOptions { AllowTrailingCommas = true });
        IEnumerable<string> inputs = signal.RootElement.GetProperty("inputs").EnumerateObject().Select(input => string.Join(' ', input.Value.EnumerateObject().Select(member => member.Name is "metric" or "signal" ? member.Value.GetString() : $"{member.Name} {Spaced(member.Value)}")));
        return $"{signal.RootElement.GetProperty("formula").GetString()} | {string.Join("; ", inputs)}";
    }

    private static string Spaced(System.Text.Json.JsonElement value) => value.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => $"{{ {string.Join(", ", value.EnumerateObject().Select(member => $"\"{member.Name}\": {member.Value.GetRawText()}"))} }}",
        System.Text.Json.JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(item => item.GetRawText()))}]",
        _ => value.GetRawText(),
    };
}
