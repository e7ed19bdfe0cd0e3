using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What can be wrong with rule files once they are put together.</summary>
public static class LoadingProblems
{
    public static DiagnosticKind DuplicateName { get; } = new("RP3001", "A name that is taken");

    public static DiagnosticKind UnknownSignal { get; } = new("RP3002", "A signal that does not exist");

    public static DiagnosticKind UnknownReceiver { get; } = new("RP5001", "A receiver that does not exist");

    public static DiagnosticKind UnknownCalendar { get; } = new("RP4002", "A calendar that does not exist");

    public static DiagnosticKind UnknownCommand { get; } = new("RP5002", "A command that is not allowed");

    public static DiagnosticKind UnknownRule { get; } = new("RP3003", "A rule that does not exist");

    public static DiagnosticKind Cycle { get; } = new("RP3004", "Definitions that need each other");

    public static DiagnosticKind Timeout { get; } = new("RP4001", "A time that does not fit into the interval");

    public static DiagnosticKind Targets { get; } = new("RP3006", "Targets that a source cannot use");

    public static DiagnosticKind Labels { get; } = new("RP3005", "Inputs whose labels cannot be joined");

    public static DiagnosticKind NoRuleSet { get; } = new("RP1401", "A folder that holds no rule set");

    public static DiagnosticKind Unreadable { get; } = new("RP1402", "A file that cannot be read");

    public static DiagnosticKind MissingFile { get; } = new("RP1403", "A file that another one names and that is not there");

    public static DiagnosticKind LockMissing { get; } = new("RP6001", "A rule set without a lock", DiagnosticSeverity.Warning);

    public static DiagnosticKind LockedContent { get; } = new("RP6002", "Content that changed while its version did not", DiagnosticSeverity.Warning);

    public static DiagnosticKind LockUnreadable { get; } = new("RP6003", "A lock that cannot be read", DiagnosticSeverity.Warning);

    public static DiagnosticKind LockBehind { get; } = new("RP6004", "A lock that is behind its rule set", DiagnosticSeverity.Warning);

    public static IReadOnlyList<DiagnosticKind> All { get; } =
    [
        DuplicateName, UnknownSignal, UnknownReceiver, UnknownCalendar, UnknownCommand, UnknownRule, Cycle, Timeout, Targets, Labels,
        NoRuleSet, Unreadable, MissingFile, LockMissing, LockedContent, LockUnreadable, LockBehind,
    ];
}
