using RulesPlatform.Host.Telemetry;
using System.Diagnostics.Metrics;
using Quartz;
using RulesPlatform.History;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Responders;
using RulesPlatform.Host.Responders.Capture;
using RulesPlatform.Host.Responders.Http;
using RulesPlatform.Host.Responders.Mail;
using RulesPlatform.Host.Responders.Run;
using RulesPlatform.Host.Settings;
using RulesPlatform.Host.Sources;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Push;
using RulesPlatform.Host.Sources.Self;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Cycle.Kpis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Wires a platform. Every arrow from the outside world to the cycle and back is on this page.</summary>
internal static class Composition
{
    /// <summary>What pushes belong to where the rule set has no push job.</summary>
    private static readonly CollectionJob UnnamedPush = new()
    {
        Name = "push",
        Schedule = JobSchedule.Every(TimeSpan.FromSeconds(15)),
        Timeout = TimeSpan.FromSeconds(15),
        Source = new PushSourceSettings(),
        Targets = [],
        Origin = new Origin("", 0, 0),
        ContentHash = "",
    };

    private static readonly TimeSpan SealingBudget = TimeSpan.FromMilliseconds(2);

    public static PlatformParts Build(
        HostSettings settings, RuleSetLoader loader, RuleSet first, MeterLedger ledger, PlatformAddress platform, TimeProvider time, ILoggerFactory logs, IMeterFactory meters, ISchedulerFactory schedulers)
    {
        SqliteHistory history = SqliteHistory.Open(settings.Data, OptionsOf(settings.Retention));
        var rules = new CurrentRules(first);
        var kpis = new PlatformKpis(time, meters);
        var bell = new DecisionBell();
        OutboxDelivery? outbox = null;
        var cycle = new MonitoringCycle(history, revision => GenerationOf(loader, history, first, revision), outcome =>
        {
            kpis.NoteDecided(outcome);
            if (outcome.Decisions.Count > 0)
            {
                bell.Ring(outcome.Decisions[^1].Sequence);
            }
            outbox!.Deliver(outcome.Notifications);
        })
        {
            Observer = new CycleTrace(),
        };
        var upkeep = new Upkeep(history, SealingBudget);
        var thread = new CycleThread(cycle, time, logs.CreateLogger<CycleThread>(), upkeep.Turn);
        outbox = new OutboxDelivery(
            Responders(platform, rules, time, logs),
            () => rules.Rules.Receivers,
            receipt =>
            {
                kpis.NoteReceipt(receipt);
                _ = thread.Tell(one => one.Settle(receipt));
            },
            new OutboxSettings(),
            time,
            logs.CreateLogger<OutboxDelivery>());
        var catalog = new MetricCatalog();
        var sources = new SourceFactory(catalog, ledger, time, logs);
        var collector = new MetricCollector(history.Series, sources.Open, time);
        var narrator = new FirstCollections(logs.CreateLogger<CollectionSchedule>());
        var schedule = new CollectionSchedule(
            collector,
            batch =>
            {
                narrator.Note(batch);
                kpis.NoteStored(batch);
                thread.Accept(batch);
            },
            time,
            meters,
            logs.CreateLogger<CollectionSchedule>());
        return new PlatformParts
        {
            Loader = loader,
            FirstRules = first,
            History = history,
            Archive = new HistoryArchive(history.Reader, isOwned: false),
            Cycle = cycle,
            Thread = thread,
            Collector = collector,
            Schedule = schedule,
            Schedulers = schedulers,
            Outbox = outbox,
            Metrics = catalog,
            Kpis = kpis,
            Bell = bell,
            Rules = rules,
            Inbox = (type, body) =>
            {
                CollectionJob job = rules.Rules.Jobs.FirstOrDefault(one => one.Source is PushSourceSettings) ?? UnnamedPush;
                return PushInbox.Of(job, history.Series, catalog, time).Receive(body.Span, type);
            },
        };
    }

    private static RuleSet? GenerationOf(RuleSetLoader loader, SqliteHistory history, RuleSet first, string revision) =>
        first.Revision == revision ? first
        : history.ReadRuleSet(revision) is { } files ? loader.Load(files).RuleSet
        : null;

    private static IEnumerable<IResponder> Responders(PlatformAddress platform, CurrentRules rules, TimeProvider time, ILoggerFactory logs)
    {
        var exchange = new HttpExchange(HttpExchange.Network(), time);
        return
        [
            new LogResponder(logs),
            new WebhookResponder(exchange, platform),
            new AlertmanagerResponder(exchange, platform),
            new EmailResponder(platform, time),
            new SlackResponder(exchange, platform),
            new TeamsResponder(exchange, platform),
            new PagerDutyResponder(exchange, platform),
            new RunResponder(() => rules.Rules.Commands, new RunSettings(), platform, time),
            CaptureResponder.OfThisMachine(time),
        ];
    }

    private static HistoryOptions OptionsOf(RetentionSettings retention) => new()
    {
        KeepSamples = retention.Samples,
        KeepFiveMinutes = retention.FiveMinutes,
        KeepHours = retention.Hours,
        KeepDecisions = retention.Decisions,
    };
}
