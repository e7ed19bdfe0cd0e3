using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What can be wrong with rule files once they are put together.</summary>
public static class LoadingProblems
{
    public static DiagnosticKind DuplicateName { get; } = new("RP1201", "A name that is taken");

    public static DiagnosticKind UnknownSignal { get; } = new("RP1202", "A signal that does not exist");

    public static DiagnosticKind UnknownReceiver { get; } = new("RP1203", "A receiver that does not exist");

    public static DiagnosticKind UnknownCalendar { get; } = new("RP1204", "A calendar that does not exist");

    public static DiagnosticKind UnknownCommand { get; } = new("RP1205", "A command that is not allowed");

    public static DiagnosticKind UnknownRule { get; } = new("RP1206", "A rule that does not exist");

    public static DiagnosticKind Cycle { get; } = new("RP1207", "Definitions that need each other");

    public static DiagnosticKind Timeout { get; } = new("RP1208", "A time that does not fit into the interval");

    public static DiagnosticKind Targets { get; } = new("RP1209", "Targets that a source cannot use");

    public static DiagnosticKind Labels { get; } = new("RP1210", "Inputs whose labels cannot be joined");

    public static DiagnosticKind Formula { get; } = new("RP1301", "A formula that does not compile");

    public static DiagnosticKind Condition { get; } = new("RP1302", "A threshold expression that does not compile");

    public static DiagnosticKind AlertCondition { get; } = new("RP1303", "A response expression that does not compile");

    public static DiagnosticKind Template { get; } = new("RP1304", "A template that does not compile");

    public static DiagnosticKind NoRuleSet { get; } = new("RP1401", "A folder that holds no rule set");

    public static DiagnosticKind Unreadable { get; } = new("RP1402", "A file that cannot be read");

    public static DiagnosticKind MissingFile { get; } = new("RP1403", "A file that another one names and that is not there");

    public static DiagnosticKind LockMissing { get; } = new("RP1501", "A rule set without a lock", DiagnosticSeverity.Warning);

    public static DiagnosticKind LockedContent { get; } = new("RP1502", "Content that changed while its version did not", DiagnosticSeverity.Warning);

    public static DiagnosticKind LockUnreadable { get; } = new("RP1503", "A lock that cannot be read", DiagnosticSeverity.Warning);

    public static DiagnosticKind LockBehind { get; } = new("RP1504", "A lock that is behind its rule set", DiagnosticSeverity.Warning);

    public static IReadOnlyList<DiagnosticKind> All { get; } =
    [
        DuplicateName, UnknownSignal, UnknownReceiver, UnknownCalendar, UnknownCommand, UnknownRule, Cycle, Timeout, Targets, Labels,
        Formula, Condition, AlertCondition, Template, NoRuleSet, Unreadable, MissingFile, LockMissing, LockedContent, LockUnreadable, LockBehind,
    ];
}
