using CsCheck;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

/// <summary>Random rules in the language: expressions, parameters, nested rules. Some are refused (whole-number division), some can fault.</summary>
internal static class GeneratedRules
{
    private static readonly Gen<string> s_leaf = Gen.Frequency(
        (8, Gen.OneOf("signal.Value", "signal.Expected", "signal.Deviation", "signal.Score", "signal.Age", "signal.Coverage", "signal.Tier",
            "baseline.Expected", "baseline.Spread", "threshold.warning", "threshold.critical", "SIGNAL.value", "Threshold.Warning")),
        (2, Gen.OneOf("0", "1", "2", "7", "100", "2147483647", "3000000000", "65536")),
        (2, Gen.OneOf("0.5", "1.0", "2.5", "1e3", "1.5e-3", "0.1", "1e300")),
        (1, Gen.OneOf("-1", "-0.5", "-(3)")));

    public static Gen<ConditionSource> Rule { get; } = Gen.Frequency((5, Plain(3)), (2, WithParameters()), (2, Nested()));

    private static Gen<string> Number(int depth) => depth == 0 ? s_leaf : Gen.Frequency(
        (3, s_leaf),
        (5, Gen.Select(Number(depth - 1), Gen.OneOf("+", "-", "*", "/", "%", " + ", " - "), Number(depth - 1)).Select((left, op, right) => left + op + right)),
        (3, Number(depth - 1).Select(inner => $"({inner})")),
        (1, Number(depth - 1).Select(inner => $"-({inner})")),
        (2, Gen.Select(Gen.OneOf("Abs", "Sqrt", "Floor", "Ceiling", "Round", "Log", "abs"), Number(depth - 1)).Select((name, inner) => $"Math.{name}({inner})")),
        (2, Gen.Select(Gen.OneOf("Max", "Min", "Pow", "Log"), Number(depth - 1), Number(depth - 1)).Select((name, left, right) => $"Math.{name}({left}, {right})")),
        (1, Gen.Select(Number(depth - 1), Condition(depth - 1)).Select((inner, test) => $"Math.Round({inner}, {test} ? 2 : 99)")),
        (1, Gen.Select(Condition(depth - 1), Number(depth - 1), Number(depth - 1)).Select((test, yes, no) => $"({test} ? {yes} : {no})")));

    private static Gen<string> Condition(int depth)
    {
        Gen<string> comparison = Gen.Select(Number(depth), Gen.OneOf(">", "<", ">=", "<=", "==", "!="), Number(depth))
            .Select((left, op, right) => $"{left} {op} {right}");
        return depth == 0 ? comparison : Gen.Frequency(
            (5, comparison),
            (3, Gen.Select(Condition(depth - 1), Gen.OneOf(" && ", " || ", "&&"), Condition(depth - 1)).Select((left, op, right) => left + op + right)),
            (1, Condition(depth - 1).Select(inner => $"!({inner})")),
            (1, Condition(depth - 1).Select(inner => $"({inner})")),
            (1, Gen.Select(Condition(depth - 1), Condition(depth - 1), Condition(depth - 1)).Select((test, yes, no) => $"(({test}) ? ({yes}) : ({no}))")));
    }

    private static Gen<ConditionSource> Plain(int depth) => Condition(depth).Select(ConditionSource.Of);

    private static Gen<ConditionSource> WithParameters() => Gen.Select(Number(2), Condition(1), Number(1), Condition(1)).Select((first, second, third, rule) =>
        new ConditionSource("rule", $"({rule}) && margin > total || high",
            [new("margin", first), new("high", second), new("total", $"margin + {third}")], null, []));

    private static Gen<ConditionSource> Nested() => Gen.Select(Plain(1), WithParameters(), Plain(1), Gen.OneOf("And", "AndAlso", "Or", "OrElse"), Gen.OneOf("And", "Or"))
        .Select((one, two, three, op, inner) => new ConditionSource("rule", null, [new("base", "signal.Value - 1")], op,
            [one with { Name = "a" }, new ConditionSource("b", null, [], inner, [two with { Name = "c" }, three with { Name = "d" }])]));
}
