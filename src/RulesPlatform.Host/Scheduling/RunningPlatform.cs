using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Responders;
using RulesPlatform.Host.Settings;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Push;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Cycle.Kpis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Host.Scheduling;

/// <summary>The platform at work: what starts it, what stops it, and what the API may ask of it.</summary>
internal sealed class RunningPlatform : IRunningPlatform, IHostedService, IDisposable
{
    private readonly HostSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<RunningPlatform> _log;
    private readonly PlatformParts _parts;
    private readonly HashSet<string> _firstCollections = new(StringComparer.Ordinal);
    private readonly SliceCutter _slices;
    private RuleReload? _reload;

    public RunningPlatform(HostSettings settings, PlatformParts parts, TimeProvider time, ILogger<RunningPlatform> log)
    {
        (_settings, _parts, _time, _log) = (settings, parts, time, log);
        _slices = new SliceCutter(settings.Data);
        StartedAt = time.GetUtcNow();
    }

    public DateTimeOffset StartedAt { get; }

    public IArchive Archive => _parts.Archive;

    public DecisionBell Bell => _parts.Bell;

    public string? StoreFault => _parts.Thread.StoreFault;

    public RuleProblem? RuleProblem => _reload?.Problem;

    public IReadOnlyList<KpiReading> Kpis => KpiReadings.Of(_parts.Kpis);

    public MetricFacts? Describe(string metric) => _parts.Metrics.Find(metric);

    public Task<Stream?> Slice(IReadOnlyList<SliceInput> inputs, Slot from, CancellationToken cancellation) => _slices.Cut(inputs, from, cancellation);

    public Task<LiveView> Look(LiveScope scope, CancellationToken cancellation) =>
        _parts.Thread.Ask(cycle => LiveView.Of(cycle, scope)).WaitAsync(cancellation);

    public async Task<CycleOutcome> Command(OperatorCommand command, CancellationToken cancellation)
    {
        CycleOutcome outcome = await _parts.Thread.Ask(cycle => cycle.Command(command, _time.GetUtcNow())).WaitAsync(cancellation);
        if (command is Acknowledge acknowledge && outcome.Decisions.Any(decision => decision.Kind == "alert.acknowledged"))
        {
            _parts.Kpis.NoteLabel(acknowledge.IsNoise);
        }
        return outcome;
    }

    public async Task<PushReceipt> Push(string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        PushOutcome outcome = _parts.Inbox(contentType, body);
        if (outcome.Batch is { } batch)
        {
            await _parts.Thread.Tell(cycle => cycle.Collect([batch])).WaitAsync(cancellation);
        }
        return new PushReceipt(outcome.Accepted, [.. outcome.Errors.Select(error => new LineFlaw(error.Line, error.Message))]);
    }

    public Task<RollbackOutcome> Rollback(string revision, CancellationToken cancellation) =>
        _reload!.Rollback(revision, cancellation);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RuleSet rules = _parts.FirstRules;
        long recovered = _parts.Cycle.Recover();
        _log.LogInformation("History: {Path}; {Entries} journal entries applied since the last checkpoint.", _settings.Data, recovered);
        if (_parts.Cycle.Divergences > 0)
        {
            _log.LogCritical("{Count} entries decided otherwise in recovery than they had when they were live. This is a defect; please report it with the data folder.", _parts.Cycle.Divergences);
        }
        DateTimeOffset now = _time.GetUtcNow();
        // What is durable but undecided is judged by the rule set that was in force, before the files on disk are.
        _parts.Cycle.Advance(now);
        _parts.Cycle.Swap(rules, now);
        RuleReload.Announce(_log, rules);
        _parts.Thread.Start();
        _parts.Outbox.Deliver(_parts.History.ReadOutbox());
        foreach (SequencedEntry entry in _parts.History.ReadJournal(Math.Max(0, _parts.Cycle.Position - 16)))
        {
            if (entry.Entry is BatchEntry { Batch: var batch })
            {
                _parts.Collector.Remember(batch);
            }
        }
        await _parts.Schedule.Start(await _parts.Schedulers.GetScheduler(cancellationToken), cancellationToken);
        await _parts.Schedule.Use(rules, cancellationToken);
        _reload = new RuleReload(_settings.Rules, rules, _parts, _time, _log);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _reload?.Dispose();
        await _parts.Schedule.Stop(cancellationToken);
        await _parts.Outbox.DisposeAsync();
        await _parts.Thread.Tell(cycle => cycle.SaveCheckpoint());
        _parts.Thread.Dispose();
        _log.LogInformation("Stopped; state saved.");
    }

    public void Dispose()
    {
        _reload?.Dispose();
        _slices.Dispose();
        _parts.History.Dispose();
    }
}
