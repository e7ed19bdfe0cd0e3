using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Tests.Import;

[TestClass]
public sealed class QueryParserTests
{
    private static readonly string[] s_sound =
    [
        "a", "a:b:c", "{x=\"1\"}", "a{}", "a{x='1',}", "a{x=`\\d`}", "a[5m]", "rate(a[1h30m] offset 5m) > 0", "a offset -1w", "a @ 1609746000", "1e3 > a", "0x1F + a", ".5 * a", "-a", "+a", "- - a",
        "a + b * c ^ d ^ e", "a and b or c unless d", "a == bool 1", "a / on(x) b", "a / ignoring(x, y) group_left(z) b", "a * on() group_right b", "sum(a)", "sum by (x) (a)", "sum(a) by (x,)", "SUM WITHOUT () (a)",
        "topk(5, a)", "quantile by (x) (0.9, a)", "count_values(\"v\", a)", "max_over_time(rate(a[5m])[1h:1m])", "avg_over_time(a[1h:])", "histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))", "time() - a",
        "label_replace(a, \"x\", \"$1\", \"y\", \"(.*)\")", "a # what it is\n > 1", "(((a)))", "Inf > a", "a > -Inf", "NaN == a", "vector(1)", "a{x=\"\\u00e9\\n\\\"\"}", "a % 2", "a atan2 b", "sum_of_things > 1",
    ];

    private static readonly string[] s_broken =
    [
        "", "a >", "(a", "a)", "a b", "sum(a", "sum by x (a)", "a{x}", "a{x=1}", "a{x=\"1}", "a[5]", "a[5m", "a[5m][5m]", "rate(a[5x])", "1 offset 5m", "topk(a)", "a $ b", "a{x=\"\\q\"}", "a == bool", "a ++", "a[]", "a and", "5m + a", "a > 5m",
    ];

    [TestMethod]
    [DataRow("a + b * c", "(a + (b * c))")]
    [DataRow("a * b + c", "((a * b) + c)")]
    [DataRow("a ^ b ^ c", "(a ^ (b ^ c))")]
    [DataRow("-a ^ b", "-(a ^ b)")]
    [DataRow("-a * b", "(-a * b)")]
    [DataRow("a - b - c", "((a - b) - c)")]
    [DataRow("a > b == c", "((a > b) == c)")]
    [DataRow("a + b > c and d or e unless f", "(((a + b) > c) and d) or (e unless f)")]
    public void Operators_bind_as_in_Prometheus(string text, string expected)
    {
        Assert.IsTrue(QueryParser.TryParse(text, out Query query, out QueryProblem? problem), problem?.Message);
        Assert.AreEqual(expected.StartsWith("(((", StringComparison.Ordinal) ? $"({expected})" : expected, Shown(query));
    }

    [TestMethod]
    [DataRow("sum(a", 5, "expected ')', but there is the end")]
    [DataRow("a{x=1}", 4, "expected a text in quotes, but there is '1'")]
    [DataRow("a $ b", 2, "'$' means nothing here")]
    [DataRow("rate(a[5x])", 7, "expected a duration such as 5m, but there is '5'")]
    [DataRow("topk(a)", 0, "topk takes a parameter and an expression")]
    public void A_flaw_is_told_with_its_place(string text, int at, string message)
    {
        Assert.IsFalse(QueryParser.TryParse(text, out _, out QueryProblem? problem));
        Assert.AreEqual(new QueryProblem(at, message), problem);
    }

    [TestMethod]
    public void Sound_texts_are_read_and_broken_ones_are_not()
    {
        Assert.AreEqual("", string.Join('\n', s_sound.Where(text => !QueryParser.TryParse(text, out _, out _))));
        Assert.AreEqual("", string.Join('\n', s_broken.Where(text => QueryParser.TryParse(text, out _, out _))));
    }

    [TestMethod]
    public void Prometheus_thinks_so_too()
    {
        using var world = new ImportedWorld();
        string[] disagreed = [.. s_sound.Select(text => (Text: text, Sound: true)).Concat(s_broken.Select(text => (Text: text, Sound: false))).Where(one => Accepts(world, one.Text) != one.Sound).Select(one => one.Text)];

        Assert.AreEqual("", string.Join('\n', disagreed));
    }

    [TestMethod]
    public void Deep_nesting_is_refused_and_nothing_overflows()
    {
        Assert.IsFalse(QueryParser.TryParse(new string('(', 100_000), out _, out QueryProblem? problem));
        Assert.Contains("2048", problem!.Message);
        Assert.IsFalse(QueryParser.TryParse($"{new string('(', 100)}a{new string(')', 100)}", out _, out problem));
        Assert.Contains("64 levels", problem!.Message);
        Assert.IsFalse(QueryParser.TryParse(string.Concat(Enumerable.Repeat("-", 100_000)) + "a", out _, out _));
        Assert.IsFalse(QueryParser.TryParse(string.Join('^', Enumerable.Repeat("a", 100_000)), out _, out _));
    }

    private static bool Accepts(ImportedWorld world, string expression)
    {
        world.Write("one.yml", $"groups:\n- name: a\n  rules:\n  - alert: X\n    expr: {System.Text.Json.JsonSerializer.Serialize($"({expression}\n) or vector(0)")}\n");
        string output = Promtool.Run(world.Folder, "check", "rules", "one.yml").Output;
        // Types are not ours to check.
        return !output.Contains("parse error", StringComparison.Ordinal) || output.Contains("expected type", StringComparison.Ordinal) || output.Contains("set operator", StringComparison.Ordinal) || output.Contains("must contain only scalar and instant vector types", StringComparison.Ordinal);
    }

    private static string Shown(Query query) => query switch
    {
        SelectorQuery selector => selector.Metric!,
        NegationQuery negation => $"-{Shown(negation.Inner)}",
        BinaryQuery binary => $"({Shown(binary.Left)} {binary.Operator} {Shown(binary.Right)})",
        _ => query.ToString(),
    };
}
