using RulesPlatform.Host.Api;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Endpoints;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Host.CommandLine.Import;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.CommandLine.Clients;

/// <summary>Answers from the store alone, read-only, where no server runs.</summary>
internal sealed class StoreClient : IPlatformClient
{
    private readonly IArchive _archive;
    private readonly TimeProvider _time;
    private readonly string _dataFolder;
    private readonly Lazy<RuleSet?> _rules;

    public StoreClient(IArchive archive, Func<IReadOnlyList<RuleFile>, RuleSet?> compile, TimeProvider time, string dataFolder)
    {
        (_archive, _time, _dataFolder) = (archive, time, dataFolder);
        _rules = new Lazy<RuleSet?>(() => archive.RuleSets() is [{ } newest, ..] && archive.Files(newest.Revision) is { } files ? compile(files) : null);
    }

    public string? ServerUrl => null;

    private PlatformReading Reading => new(_archive, null, _rules.Value, _time.GetUtcNow());

    public Task<StatusAnswer> Status(CancellationToken cancellation) => Task.FromResult(StatusReport.Of(Reading, null, _dataFolder));

    public Task<SignalsAnswer> Signals(int limit, CancellationToken cancellation) => Task.FromResult(new SignalsAnswer([], 0));

    public Task<ExplainAnswer?> Explain(string subject, CancellationToken cancellation) => Task.FromResult(Explainer.Explain(Reading, subject));

    public Task<QueryAnswer?> Query(QueryRequest request, CancellationToken cancellation)
    {
        var question = new Question(_time.GetUtcNow());
        SeriesQuery query = SeriesEndpoints.QueryOf(question, _time.GetUtcNow(), request.Selector, request.From, request.To, request.Step, request.Fold, request.Limit);
        RefuseFlaws(question);
        return Task.FromResult(query.Answer(Reading));
    }

    public async Task<bool> Export(ExportRequest request, Stream output, Action<double> progress, CancellationToken cancellation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        var question = new Question(now);
        Selector selector = string.IsNullOrEmpty(request.Selector) ? new Selector(null, []) : question.Selector("selector", request.Selector);
        DateTimeOffset from = question.Instant("from", request.From, DateTimeOffset.UnixEpoch);
        DateTimeOffset to = question.Instant("to", request.To, now);
        RefuseFlaws(question);
        var export = new SampleExport(_archive, selector, from, to, request.Format);
        if (export.Count == 0)
        {
            return false;
        }
        await export.Write(output, done => progress((double)done / export.Count), cancellation);
        return true;
    }

    public Task<string> Catalogue(CancellationToken cancellation) => Task.FromResult(
        CatalogueText.Write(CatalogueReport.Of(_archive, _ => null, _time.GetUtcNow())));

    public Task<SilencesAnswer> Silences(string? state, CancellationToken cancellation) => Task.FromResult(SilenceEndpoints.Of(_archive, state, _time.GetUtcNow()));

    public Task<RulesAnswer?> Rules(CancellationToken cancellation) => Task.FromResult(RuleReport.Of(Reading, null));

    public Task<GenerationsAnswer> Generations(int limit, CancellationToken cancellation) => Task.FromResult(RuleReport.Generations(Reading, limit));

    public Task<SilenceAnswer> AddSilence(SilenceRequest request, CancellationToken cancellation) => throw NeedsServer("A silence");

    public Task<bool> ExpireSilence(string id, string author, CancellationToken cancellation) => throw NeedsServer("Ending a silence");

    public Task<AckAnswer?> Acknowledge(string fingerprint, AckRequest request, CancellationToken cancellation) => throw NeedsServer("An acknowledgement");

    public Task<RollbackAnswer?> Rollback(string revision, CancellationToken cancellation) => throw NeedsServer("A rollback");

    public Task Push(IReadOnlyList<ImportedSample> samples, CancellationToken cancellation) => throw NeedsServer("Pushing samples");

    public void Dispose() => _archive.Dispose();

    private static void RefuseFlaws(Question question)
    {
        if (question.IsFlawed)
        {
            throw new CommandFailureException(ExitCode.Failed, string.Join(" ", question.Flaws.SelectMany(pair => pair.Value.Select(flaw => $"{pair.Key}: {flaw}"))));
        }
    }

    private CommandFailureException NeedsServer(string what) =>
        new(ExitCode.NobodyThere, $"{what} needs a running server, and none runs on {_dataFolder}. Start it with 'rulesplatform run', or name one with --server URL.");
}
