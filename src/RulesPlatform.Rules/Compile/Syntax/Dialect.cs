using System.Collections.Frozen;

namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>What the guard admits to one of the engines: the part of its grammar that the product's languages use.</summary>
internal sealed class Dialect
{
    private static readonly string[] s_arithmetic = ["+", "-", "*", "/", "%"];
    private static readonly string[] s_comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private static readonly FrozenSet<string> s_refused = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "new", "as", "is", "in");

    private static readonly FrozenDictionary<string, string> s_ruleHints = new Dictionary<string, string>
    {
        ["="] = "write ==", ["<>"] = "write !=", ["&"] = "write &&", ["|"] = "write ||", ["^"] = "write Math.Pow(x, y)",
        ["**"] = "write Math.Pow(x, y)", ["'"] = "texts stand in double quotes", ["["] = "write a level as threshold.NAME",
        ["=>"] = "rules have no lambdas", ["??"] = "a missing value makes the verdict Unknown before the rule runs",
        [";"] = "a rule is one expression",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> s_formulaHints = new Dictionary<string, string>
    {
        ["^"] = "write Pow(x, y)", ["**"] = "write Pow(x, y)", ["'"] = "formulas compute with numbers only", ["\""] = "formulas compute with numbers only",
        ["#"] = "formulas compute with numbers only", ["["] = "write an input's name without brackets", ["{"] = "write an input's name without brackets",
        ["&"] = "write and", ["|"] = "write or", ["."] = "an input is a plain name, a decimal needs a digit after the point", [";"] = "a formula is one expression",
        ["=>"] = "write >=", ["@"] = "write an input's name alone",
    }.ToFrozenDictionary();

    /// <summary>Threshold rules: Dynamic LINQ without texts.</summary>
    public static Dialect Condition { get; } = new()
    {
        Binary = [.. s_arithmetic, .. s_comparisons, "&&", "||"], Unary = ["!", "-"], Members = true, Hints = s_ruleHints,
        Refused = s_refused,
    };

    /// <summary>Response rules: Dynamic LINQ with texts.</summary>
    public static Dialect Alert { get; } = new()
    {
        Binary = Condition.Binary, Unary = Condition.Unary, Members = true, Texts = true, Hints = s_ruleHints,
        Refused = s_refused,
    };

    /// <summary>Formulas: NCalc, whose grammar has neither a sign after a sign nor a <c>?:</c> directly inside another.</summary>
    public static Dialect Formula { get; } = new()
    {
        Binary = [.. s_arithmetic, .. s_comparisons, "=", "<>", "&&", "||", "and", "or"], Unary = ["!", "-", "not"],
        Words = ["and", "or", "not"], BareFractions = true, SingleSigns = true, FlatConditionals = true, Hints = s_formulaHints,
    };

    public required FrozenSet<string> Binary { get; init; }

    public required FrozenSet<string> Unary { get; init; }

    /// <summary>Symbol → what to write instead.</summary>
    public required FrozenDictionary<string, string> Hints { get; init; }

    /// <summary>Operators that are words.</summary>
    public FrozenSet<string> Words { get; init; } = [];

    /// <summary>Words of the engine that would stand between values.</summary>
    public FrozenSet<string> Refused { get; init; } = [];

    public bool Members { get; init; }

    public bool Texts { get; init; }

    /// <summary>Whether <c>.5</c> is a number.</summary>
    public bool BareFractions { get; init; }

    public bool SingleSigns { get; init; }

    public bool FlatConditionals { get; init; }

    public bool Admits(string symbol) =>
        Binary.Contains(symbol) || Unary.Contains(symbol) || symbol is "(" or ")" or "," or "?" or ":" || (Members && symbol == ".");
}
