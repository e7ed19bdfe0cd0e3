using System.Linq.Expressions;
using System.Reflection;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>
/// What a formula may call, by name in any case. None throws: what mathematics leaves undefined is NaN, which the caller takes for a fault.
/// </summary>
internal static class FormulaFunctions
{
    private static readonly Dictionary<string, (int Least, int Most)> s_arguments = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Abs"] = (1, 1), ["Ceiling"] = (1, 1), ["Exp"] = (1, 1), ["Floor"] = (1, 1), ["Ln"] = (1, 1), ["Log"] = (2, 2), ["Log10"] = (1, 1),
        ["Max"] = (2, 16), ["Min"] = (2, 16), ["Pow"] = (2, 2), ["Round"] = (1, 2), ["Sign"] = (1, 1), ["Sqrt"] = (1, 1), ["Truncate"] = (1, 1),
        ["clamp"] = (3, 3), ["if"] = (3, 3), ["in"] = (2, 64),
    };

    public static IEnumerable<string> Names => s_arguments.Keys;

    public static (int Least, int Most)? ArgumentsOf(string name) =>
        s_arguments.TryGetValue(name, out (int Least, int Most) arguments) ? arguments : null;

    /// <param name="name">In lower case; neither <c>if</c> nor <c>in</c>, which are not functions of numbers alone.</param>
    /// <param name="arguments">Doubles, as many as <see cref="ArgumentsOf"/> admits.</param>
    public static Expression Call(string name, IReadOnlyList<Expression> arguments) => name switch
    {
        "max" or "min" => arguments.Skip(1).Aggregate(arguments[0], (left, right) => Expression.Call(Find(typeof(Math), name == "max" ? "Max" : "Min", 2), left, right)),
        "ln" => Expression.Call(Find(typeof(Math), "Log", 1), arguments),
        "abs" or "ceiling" or "exp" or "floor" or "log" or "log10" or "pow" or "sqrt" or "truncate" =>
            Expression.Call(Find(typeof(Math), Proper(name), arguments.Count), arguments),
        "round" when arguments.Count == 1 => Expression.Call(Find(typeof(Math), "Round", 1), arguments),
        "round" => Expression.Call(Find(typeof(FormulaFunctions), nameof(Round), 2), arguments),
        "sign" => Expression.Call(Find(typeof(FormulaFunctions), nameof(Sign), 1), arguments),
        "clamp" => Expression.Call(Find(typeof(FormulaFunctions), nameof(Clamp), 3), arguments),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a function of numbers."),
    };

    /// <summary>To even at the middle, as NCalc rounds; NaN where the digits are not one of 0…15.</summary>
    public static double Round(double value, double digits) =>
        digits is >= 0 and <= 15 && digits == Math.Truncate(digits) ? Math.Round(value, (int)digits) : double.NaN;

    /// <summary>−1, 0 or 1; NaN of NaN.</summary>
    public static double Sign(double value) => double.IsNaN(value) ? value : Math.Sign(value);

    /// <summary>The value moved into low…high; NaN where any is NaN or low is above high.</summary>
    public static double Clamp(double value, double low, double high) =>
        low <= high && !double.IsNaN(value) ? Math.Min(Math.Max(value, low), high) : double.NaN;

    private static string Proper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static MethodInfo Find(Type type, string name, int arguments) =>
        type.GetMethod(name, [.. Enumerable.Repeat(typeof(double), arguments)])!;
}
