using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.History.Slicing;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Live;

/// <summary>The platform at work, as the API sees it. Safe for many threads.</summary>
internal interface IRunningPlatform
{
    DateTimeOffset StartedAt { get; }

    /// <summary>What was stored, through read-only connections.</summary>
    IArchive Archive { get; }

    /// <summary>Rung whenever decisions became durable.</summary>
    DecisionBell Bell { get; }

    /// <summary>Why the store refuses to write, or null while it does not.</summary>
    string? StoreFault { get; }

    /// <summary>Why the newest rule files are not in force, or null while they are.</summary>
    RuleProblem? RuleProblem { get; }

    /// <summary>The four figures of the platform's own performance.</summary>
    IReadOnlyList<KpiReading> Kpis { get; }

    /// <summary>What targets say of a metric; null where they say nothing.</summary>
    MetricFacts? Describe(string metric);

    /// <summary>The part of the store that holds these series, as a store of its own, which is gone when the stream is closed. Null while another one is being cut.</summary>
    /// <exception cref="HistoryException">The store cannot be read.</exception>
    /// <exception cref="IOException">There is no room for it.</exception>
    Task<Stream?> Slice(IReadOnlyList<SliceInput> inputs, Slot from, CancellationToken cancellation);

    /// <summary>A copy of the cycle's state, taken between two entries.</summary>
    Task<LiveView> Look(LiveScope scope, CancellationToken cancellation);

    /// <summary>Does what a person asked; durable when it returns.</summary>
    /// <exception cref="HistoryFaultException">The store refuses.</exception>
    Task<CycleOutcome> Command(OperatorCommand command, CancellationToken cancellation);

    /// <summary>Takes samples that others send; durable when it returns.</summary>
    /// <param name="contentType">Of the body, as the request has it.</param>
    /// <exception cref="HistoryFaultException">The store refuses.</exception>
    Task<PushReceipt> Push(string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellation);

    /// <summary>Puts an earlier generation's files back into the rules folder and into force.</summary>
    Task<RollbackOutcome> Rollback(string revision, CancellationToken cancellation);
}
