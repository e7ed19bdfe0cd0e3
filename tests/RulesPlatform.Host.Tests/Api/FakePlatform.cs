using RulesPlatform.History.Slicing;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Api;

/// <summary>A platform that answers from a fixed view and notes what it is told.</summary>
internal sealed class FakePlatform(FakeArchive archive, LiveView view, DateTimeOffset startedAt) : IRunningPlatform
{
    public DateTimeOffset StartedAt { get; } = startedAt;

    public FakeArchive Store { get; } = archive;

    public IArchive Archive => Store;

    public DecisionBell Bell { get; } = new();

    public string? StoreFault { get; set; }

    public RuleProblem? RuleProblem { get; set; }

    public LiveView View { get; set; } = view;

    public List<OperatorCommand> Commands { get; } = [];

    public List<(string ContentType, byte[] Body)> Pushed { get; } = [];

    public Func<PushReceipt> OnPush { get; set; } = () => new PushReceipt(3, []);

    public Func<string, RollbackOutcome> OnRollback { get; set; } = revision => new RollbackOutcome(revision, "before", null);

    public IReadOnlyList<KpiReading> Kpis { get; } =
    [
        new("collection_rate", 0.998, "ratio", "stored ÷ scheduled samples, last hour"),
        new("analysis_accuracy", double.NaN, "ratio", "nothing is labelled yet"),
        new("response_time", 0.0123, "seconds", "breach to receipt, median of the last hour"),
    ];

    public MetricFacts? Describe(string metric) =>
        metric == "http_requests_total" ? new MetricFacts("http_requests", MetricType.Counter, "requests", "Requests that were answered.") : null;

    public List<SliceInput> Sliced { get; } = [];

    public Task<Stream?> Slice(IReadOnlyList<SliceInput> inputs, Slot from, CancellationToken cancellation)
    {
        Sliced.AddRange(inputs);
        return Task.FromResult(IsSlicing ? null : (Stream?)new MemoryStream("a store"u8.ToArray()));
    }

    public bool IsSlicing { get; set; }

    public Task<LiveView> Look(LiveScope scope, CancellationToken cancellation) => Task.FromResult(View with
    {
        Signals = [.. View.Signals.Where(signal => scope.Wants(signal.Definition.Name))],
    });

    public Task<CycleOutcome> Command(OperatorCommand command, CancellationToken cancellation)
    {
        if (StoreFault is { } fault)
        {
            throw new HistoryFaultException(fault);
        }
        Commands.Add(command);
        (string kind, string subject) = command switch
        {
            AddSilence add => ("silence.added", Silence(add)),
            ExpireSilence expire => (Store.AllSilences.Exists(one => one.Silence.Id == expire.Id) ? "silence.expired" : "command.refused", expire.Id),
            Acknowledge ack => (Store.CurrentAlerts().Any(alert => alert.Fingerprint == ack.Alert) ? "alert.acknowledged" : "command.refused", ack.Alert),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
        return Task.FromResult(new CycleOutcome { Decisions = [new Decision(77, new Slot(0), kind, subject, "{}")] });
    }

    public Task<PushReceipt> Push(string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        Pushed.Add((contentType, body.ToArray()));
        return Task.FromResult(OnPush());
    }

    public Task<RollbackOutcome> Rollback(string revision, CancellationToken cancellation) => Task.FromResult(OnRollback(revision));

    private string Silence(AddSilence add)
    {
        string id = $"s{Store.AllSilences.Count + 1}";
        Store.AllSilences.Add(new History.Reading.StoredSilence(
            1, new Pipeline.Responses.Silence(id, add.Matchers, add.StartsAt, add.EndsAt, add.Author, add.Comment), null));
        return id;
    }
}
