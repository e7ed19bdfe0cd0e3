using System.Reflection;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>The functions of <see cref="Math"/> that a rule may call, and no other overloads than these.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<string, int[]> s_arguments = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Abs"] = [1], ["Ceiling"] = [1], ["Floor"] = [1], ["Log"] = [1, 2], ["Max"] = [2], ["Min"] = [2], ["Pow"] = [2], ["Round"] = [1, 2], ["Sqrt"] = [1],
    };

    private static readonly Dictionary<string, MethodInfo> s_inDouble = s_arguments
        .SelectMany(one => one.Value.Select(count => typeof(Math).GetMethod(one.Key, Parameters(one.Key, count))!))
        .ToDictionary(method => Key(method.Name, method.GetParameters().Length));

    public static IEnumerable<string> Names => s_arguments.Keys;

    /// <summary>How many arguments it takes, each possibility; null for a function that is not listed.</summary>
    public static int[]? ArgumentsOf(string name) => s_arguments.GetValueOrDefault(name);

    /// <summary>
    /// The overload in double for one in double or int; null for every other. Both give the same values, for
    /// <see cref="ConditionTree"/> bounds whole numbers to what an int holds.
    /// </summary>
    public static MethodInfo? InDouble(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        return method.DeclaringType == typeof(Math)
            && parameters.All(one => one.ParameterType == typeof(double) || one.ParameterType == typeof(int))
            && s_inDouble.TryGetValue(Key(method.Name, parameters.Length), out MethodInfo? own)
            && (own != s_inDouble[Key("Round", 2)] || own == method)
                ? own
                : null;
    }

    public static bool RoundsToDigits(MethodInfo method) => method == s_inDouble[Key("Round", 2)];

    private static Type[] Parameters(string name, int count) =>
        name == "Round" && count == 2 ? [typeof(double), typeof(int)] : [.. Enumerable.Repeat(typeof(double), count)];

    private static string Key(string name, int count) => $"{name}/{count}";
}
