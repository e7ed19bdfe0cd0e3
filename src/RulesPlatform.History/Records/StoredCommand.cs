using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.History.Records;

/// <summary>A command as the journal keeps it: exactly one of the members is set.</summary>
internal sealed record StoredCommand
{
    public required DateTimeOffset At { get; init; }

    public AddSilence? AddSilence { get; init; }

    public ExpireSilence? ExpireSilence { get; init; }

    public Acknowledge? Acknowledge { get; init; }

    public static StoredCommand Of(CommandEntry entry) => new()
    {
        At = entry.At,
        AddSilence = entry.Command as AddSilence,
        ExpireSilence = entry.Command as ExpireSilence,
        Acknowledge = entry.Command as Acknowledge,
    };

    public CommandEntry ToEntry() => new(
        (OperatorCommand?)AddSilence ?? (OperatorCommand?)ExpireSilence ?? Acknowledge
            ?? throw new InvalidDataException("A stored command is of a kind that this program does not know. Use the program that wrote it."),
        At);
}
