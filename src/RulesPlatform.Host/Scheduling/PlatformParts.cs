using Quartz;
using RulesPlatform.History;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Responders;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Push;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Cycle.Kpis;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Everything that a running platform is made of, wired by <see cref="Composition"/>.</summary>
internal sealed record PlatformParts
{
    public required RuleSetLoader Loader { get; init; }

    public required RuleSet FirstRules { get; init; }

    public required SqliteHistory History { get; init; }

    public required IArchive Archive { get; init; }

    public required MonitoringCycle Cycle { get; init; }

    public required CycleThread Thread { get; init; }

    public required MetricCollector Collector { get; init; }

    public required CollectionSchedule Schedule { get; init; }

    public required ISchedulerFactory Schedulers { get; init; }

    public required OutboxDelivery Outbox { get; init; }

    /// <summary>What targets say of their metrics.</summary>
    public required MetricCatalog Metrics { get; init; }

    public required PlatformKpis Kpis { get; init; }

    public required DecisionBell Bell { get; init; }

    /// <summary>The rule set that sources and responders read; follows the cycle's.</summary>
    public required CurrentRules Rules { get; init; }

    /// <summary>Turns a pushed body into a batch, or into what is wrong with it.</summary>
    public required Func<string, ReadOnlyMemory<byte>, PushOutcome> Inbox { get; init; }
}
