using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>
/// One input of the cycle, in the one sequenced log. The cycle's state is a function of a checkpoint and the entries after it;
/// recovery and replay read nothing else.
/// </summary>
public abstract record JournalEntry;

/// <summary>Samples arrived.</summary>
public sealed record BatchEntry(SampleBatch Batch) : JournalEntry;

/// <summary>A group was judged at a slot with everything above it in the log.</summary>
public sealed record JudgementEntry(string Group, Slot Slot, string Revision) : JournalEntry;

/// <summary>Another rule set came into force.</summary>
public sealed record RuleSetEntry(string Revision, Slot At) : JournalEntry;

/// <summary>Deadlines up to and including an instant were fired.</summary>
public sealed record DeadlineEntry(DateTimeOffset Through) : JournalEntry;

/// <summary>A person did something.</summary>
public sealed record CommandEntry(OperatorCommand Command, DateTimeOffset At) : JournalEntry;

/// <summary>A notification was handed over, or given up.</summary>
public sealed record ReceiptEntry(string DedupKey, string Receiver, DeliveryReceipt Receipt, int Attempts, DateTimeOffset At) : JournalEntry;
