using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Functions of numbers → functions of formulas.</summary>
internal static class NumberFunctions
{
    private static readonly Dictionary<string, (int Count, Func<IReadOnlyList<Term>, Term> Write)> s_functions = new(StringComparer.Ordinal)
    {
        ["abs"] = (1, arguments => new CallTerm("Abs", arguments)),
        ["ceil"] = (1, arguments => new CallTerm("Ceiling", arguments)),
        ["floor"] = (1, arguments => new CallTerm("Floor", arguments)),
        ["exp"] = (1, arguments => new CallTerm("Exp", arguments)),
        ["sqrt"] = (1, arguments => new CallTerm("Sqrt", arguments)),
        ["ln"] = (1, arguments => new CallTerm("Ln", arguments)),
        ["log10"] = (1, arguments => new CallTerm("Log10", arguments)),
        ["log2"] = (1, arguments => new CallTerm("Log", [arguments[0], new NumberTerm(2)])),
        ["sgn"] = (1, arguments => new CallTerm("Sign", arguments)),
        ["clamp"] = (3, arguments => new CallTerm("clamp", arguments)),
        ["clamp_min"] = (2, arguments => new CallTerm("Max", arguments)),
        ["clamp_max"] = (2, arguments => new CallTerm("Min", arguments)),
        // They change the order, the labels or the type, none of which a formula has.
        ["sort"] = (1, arguments => arguments[0]),
        ["sort_desc"] = (1, arguments => arguments[0]),
        ["scalar"] = (1, arguments => arguments[0]),
        ["vector"] = (1, arguments => arguments[0]),
    };

    private static readonly Dictionary<string, string> s_refused = new(StringComparer.Ordinal)
    {
        ["time"] = "formulas have no clock, so that a replay decides alike; let the target give an age in seconds",
        ["timestamp"] = "formulas have no clock; a rule can ask signal.Age, the age of its newest sample",
        ["label_replace"] = "labels are given by collection jobs ('labels'), not by formulas",
        ["label_join"] = "labels are given by collection jobs ('labels'), not by formulas",
        ["holt_winters"] = "smoothing is what a baseline is for: \"baseline\": { \"model\": \"ewma\" }",
        ["double_exponential_smoothing"] = "smoothing is what a baseline is for: \"baseline\": { \"model\": \"ewma\" }",
        ["idelta"] = "there is no fold of the last two samples; use delta",
        ["resets"] = "resets of counters are not counted here",
    };

    /// <summary>Null where the function is none of them, or its arguments are not as many as it takes.</summary>
    public static Term? Write(string function, IReadOnlyList<Term> arguments) => function switch
    {
        // Prometheus rounds halves up, formulas to the even one.
        "round" when arguments.Count == 1 => new CallTerm("Floor", [new OperationTerm("+", arguments[0], new NumberTerm(0.5))]),
        "round" when arguments.Count == 2 => new OperationTerm("*", new CallTerm("Floor", [new OperationTerm("+", new OperationTerm("/", arguments[0], arguments[1]), new NumberTerm(0.5))]), arguments[1]),
        _ => s_functions.TryGetValue(function, out (int Count, Func<IReadOnlyList<Term>, Term> Write) known) && known.Count == arguments.Count ? known.Write(arguments) : null,
    };

    public static bool Knows(string function) => function == "round" || s_functions.ContainsKey(function);

    public static string WhyNot(CallQuery call) => s_refused.GetValueOrDefault(call.Function) ?? (Knows(call.Function) ? "these arguments are not carried over" : $"formulas have nothing like '{call.Function}'");
}
