namespace RulesPlatform.Rules.Text;

/// <summary>What can be wrong with a file before anyone asks what it means.</summary>
public static class TextProblems
{
    public static DiagnosticKind Encoding { get; } = new("RP1001", "Text that is not UTF-8");

    public static DiagnosticKind Syntax { get; } = new("RP1002", "Text that is not JSON");

    public static DiagnosticKind String { get; } = new("RP1003", "A string that is not well formed");

    public static DiagnosticKind Number { get; } = new("RP1004", "A number that is not well formed or out of range");

    public static DiagnosticKind DuplicateMember { get; } = new("RP1005", "A member that is there twice");

    public static DiagnosticKind Bounds { get; } = new("RP1006", "A file that is too large, too deep or has too many values");

    public static IReadOnlyList<DiagnosticKind> All { get; } = [Encoding, Syntax, String, Number, DuplicateMember, Bounds];
}
