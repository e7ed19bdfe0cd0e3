using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>What can be wrong with one value of a rule file, seen by itself.</summary>
public static class ReadingProblems
{
    public static DiagnosticKind UnknownMember { get; } = new("RP1101", "A member that this object does not have");

    public static DiagnosticKind MissingMember { get; } = new("RP1102", "A member that is missing");

    public static DiagnosticKind WrongType { get; } = new("RP1103", "A value of the wrong type");

    public static DiagnosticKind UnknownWord { get; } = new("RP1104", "A word that is not among those allowed");

    public static DiagnosticKind OutOfRange { get; } = new("RP1105", "A number or a count out of its range");

    public static DiagnosticKind Duration { get; } = new("RP1106", "A text that is no duration");

    public static DiagnosticKind Name { get; } = new("RP1107", "A name with characters that it may not have");

    public static DiagnosticKind Pattern { get; } = new("RP1108", "A regular expression that cannot be used");

    public static DiagnosticKind Address { get; } = new("RP1109", "An address or path that cannot be used");

    public static DiagnosticKind Zone { get; } = new("RP1110", "A time zone that is not known");

    public static DiagnosticKind Cron { get; } = new("RP1111", "A text that is no cron expression");

    public static DiagnosticKind Version { get; } = new("RP1112", "A text that is no semantic version");

    public static DiagnosticKind Time { get; } = new("RP1113", "A text that is no time of day or date");

    public static DiagnosticKind LiteralSecret { get; } = new("RP1114", "A secret that stands in the file");

    public static DiagnosticKind Conflict { get; } = new("RP1115", "Members that contradict each other");

    public static DiagnosticKind Unsupported { get; } = new("RP1116", "A member of RulesEngine that is not supported");

    public static IReadOnlyList<DiagnosticKind> All { get; } =
    [
        UnknownMember, MissingMember, WrongType, UnknownWord, OutOfRange, Duration, Name, Pattern,
        Address, Zone, Cron, Version, Time, LiteralSecret, Conflict, Unsupported,
    ];
}
