using System.Globalization;

namespace RulesPlatform.RuleLint.Tests.Import;

/// <summary>PromQL by chance, sound and of the right types; the same for the same seed.</summary>
internal sealed class QueryWriter(int seed)
{
    private static readonly string[] s_metrics = ["a", "b_total", "c_seconds", "job:d:sum", "e_bytes"];
    private static readonly string[] s_labels = ["x", "y", "z"];

    private readonly Random _random = new(seed);

    public string Condition(int depth) => _random.Next(depth > 0 ? 6 : 2) switch
    {
        0 or 1 or 2 => $"{Vector(depth)} {OneOf("<", "<=", ">", ">=", "==", "!=")} {Number()}",
        3 => $"{Vector(depth)} > {Matching(false)}{Vector(depth)}",
        4 => $"({Condition(depth - 1)}) {OneOf("and", "or", "unless")} {Matching(false)}({Condition(depth - 1)})",
        _ => $"absent({Selector()})",
    };

    private string Vector(int depth) => _random.Next(depth > 0 ? 9 : 2) switch
    {
        0 => Selector(),
        1 => $"{OneOf("rate", "increase", "delta", "deriv", "changes", "irate", "resets", "avg_over_time", "max_over_time", "count_over_time", "stddev_over_time", "last_over_time")}({Selector($"[{OneOf("5m", "150s", "1h30m")}]")})",
        2 or 3 => $"{OneOf("sum", "avg", "min", "max", "count", "stddev", "group")}{OneOf("", " by (x)", " by (x, y)", " by ()", " without (x)")} ({Vector(depth - 1)})",
        4 or 5 => $"({Vector(depth - 1)} {OneOf("+", "-", "*", "/", "%", "^")} {Matching(true)}{Vector(depth - 1)})",
        6 => $"({Vector(depth - 1)} {OneOf("+", "-", "*", "/", "> bool")} {Number()})",
        7 => OneOf($"abs({Vector(depth - 1)})", $"round({Vector(depth - 1)}, 5)", $"clamp_min({Vector(depth - 1)}, 1)", $"-{Vector(depth - 1)}", $"ln({Vector(depth - 1)})", $"predict_linear({Selector("[1h]")}, 3600)", $"quantile(0.9, {Vector(depth - 1)})", $"quantile_over_time(0.25, {Selector("[1h]")})"),
        _ => $"count{OneOf("", " by (x)")} ({Condition(depth - 1)})",
    };

    private string Selector(string range = "") =>
        $"{OneOf(s_metrics)}{OneOf("", "", "{x=\"1\"}", "{x!=\"1\",y=~\"a|b\"}", "{z!~\"c.*\",z!=\"d\"}")}{range}{OneOf("", "", "", " offset 1h")}";

    private string Matching(bool mayGroup) => _random.Next(3) > 0 ? "" : $"{OneOf("on", "ignoring")} ({OneOf(s_labels)}) {(mayGroup ? OneOf("", "group_left () ", "group_right () ", "group_left (w) ") : "")}";

    private string Number() => OneOf("0", "1", "0.5", "1e3", "-3", (_random.Next(1000) / 8.0).ToString(CultureInfo.InvariantCulture));

    private string OneOf(params string[] words) => words[_random.Next(words.Length)];
}
