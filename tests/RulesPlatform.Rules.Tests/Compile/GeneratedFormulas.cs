using CsCheck;

namespace RulesPlatform.Rules.Tests.Compile;

/// <summary>Random formulas over the inputs <c>a</c>, <c>b</c> and <c>c</c>, each of which means something.</summary>
internal static class GeneratedFormulas
{
    private static readonly Gen<string> s_leaf = Gen.Frequency((6, Gen.OneOf("a", "b", "c")), (3, Gen.OneOf("0", "1", "2", "0.5", "100", "1e300", "(-1)", "1e-300")));

    public static Gen<string> Number(int depth) => depth == 0 ? s_leaf : Gen.Frequency(
        (2, s_leaf),
        (6, Gen.Select(Number(depth - 1), Gen.OneOf(" + ", " - ", " * ", " / ", " % "), Number(depth - 1)).Select((left, op, right) => $"({left}{op}{right})")),
        (1, Number(depth - 1).Select(inner => $"(-({inner}))")),
        (3, Gen.Select(Gen.OneOf("abs", "sqrt", "floor", "ceiling", "round", "truncate", "sign", "ln", "log10", "exp"), Number(depth - 1)).Select((name, inner) => $"{name}({inner})")),
        (3, Gen.Select(Gen.OneOf("max", "min", "pow", "log", "round"), Number(depth - 1), Number(depth - 1)).Select((name, left, right) => $"{name}({left}, {right})")),
        (1, Gen.Select(Number(depth - 1), Number(depth - 1), Number(depth - 1)).Select((value, low, high) => $"clamp({value}, {low}, {high})")),
        (3, Gen.Select(Condition(depth - 1), Number(depth - 1), Number(depth - 1)).Select((test, yes, no) => $"if({test}, {yes}, {no})")));

    private static Gen<string> Condition(int depth)
    {
        Gen<string> comparison = Gen.Select(Number(depth), Gen.OneOf(">", "<", ">=", "<=", "==", "!="), Number(depth)).Select((left, op, right) => $"{left} {op} {right}");
        return depth == 0 ? comparison : Gen.Frequency(
            (4, comparison),
            (2, Gen.Select(Condition(depth - 1), Gen.OneOf("and", "or"), Condition(depth - 1)).Select((left, op, right) => $"({left} {op} {right})")),
            (1, Condition(depth - 1).Select(inner => $"not ({inner})")),
            (1, Gen.Select(Number(depth - 1), Number(depth - 1), Number(depth - 1)).Select((one, two, three) => $"in({one}, {two}, {three})")));
    }
}
