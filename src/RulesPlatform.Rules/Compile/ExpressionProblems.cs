using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Compile;

/// <summary>What can be wrong with an expression, a formula or a template.</summary>
public static class ExpressionProblems
{
    // RP2001 to RP2004 were one id for each place that may hold an expression, and are not given again.
    public static DiagnosticKind Malformed { get; } = new("RP2005", "An expression that is not well formed");

    public static DiagnosticKind UnknownName { get; } = new("RP2006", "A name that the expression cannot use");

    public static DiagnosticKind Arguments { get; } = new("RP2007", "A function whose arguments do not fit");

    public static DiagnosticKind Types { get; } = new("RP2008", "Numbers, conditions and texts that do not go together");

    public static DiagnosticKind WholeNumbers { get; } = new("RP2009", "Whole numbers that the engine computes otherwise");

    public static DiagnosticKind Forbidden { get; } = new("RP2010", "Something that rules may not use");

    public static DiagnosticKind TooLarge { get; } = new("RP2011", "An expression or a text that is too large");

    public static DiagnosticKind Composition { get; } = new("RP2012", "A rule whose parts do not fit together");

    public static DiagnosticKind Template { get; } = new("RP2013", "A template that is not well formed");

    public static DiagnosticKind Place { get; } = new("RP2014", "A place in a template that cannot be filled");

    public static IReadOnlyList<DiagnosticKind> All { get; } =
        [Malformed, UnknownName, Arguments, Types, WholeNumbers, Forbidden, TooLarge, Composition, Template, Place];
}
