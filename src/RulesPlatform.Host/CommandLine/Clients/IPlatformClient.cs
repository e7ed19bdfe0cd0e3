using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.CommandLine.Import;

namespace RulesPlatform.Host.CommandLine.Clients;

/// <summary>Who answers the commands: a running server, or the store alone. Every call may fail with a <see cref="CommandFailureException"/>.</summary>
internal interface IPlatformClient : IDisposable
{
    /// <summary>Null where the store alone answers.</summary>
    string? ServerUrl { get; }

    Task<StatusAnswer> Status(CancellationToken cancellation);

    /// <summary>Live signals; none where no server runs.</summary>
    Task<SignalsAnswer> Signals(int limit, CancellationToken cancellation);

    /// <summary>Null where nothing bears the name.</summary>
    Task<ExplainAnswer?> Explain(string subject, CancellationToken cancellation);

    /// <summary>Null where nothing matches.</summary>
    Task<QueryAnswer?> Query(QueryRequest request, CancellationToken cancellation);

    /// <summary>Writes samples; false where no series matches.</summary>
    /// <param name="progress">Told the share that is done, 0…1, or a negative number of bytes where the whole is not known.</param>
    Task<bool> Export(ExportRequest request, Stream output, Action<double> progress, CancellationToken cancellation);

    /// <summary>Every metric that was stored, as rulelint reads it; without types and units where no server runs.</summary>
    Task<string> Catalogue(CancellationToken cancellation);

    Task<SilencesAnswer> Silences(string? state, CancellationToken cancellation);

    Task<SilenceAnswer> AddSilence(SilenceRequest request, CancellationToken cancellation);

    /// <summary>False where there is no such silence, or it is over.</summary>
    Task<bool> ExpireSilence(string id, string author, CancellationToken cancellation);

    /// <summary>Null where no such alert fires.</summary>
    Task<AckAnswer?> Acknowledge(string fingerprint, AckRequest request, CancellationToken cancellation);

    /// <summary>Null where no rule set is known.</summary>
    Task<RulesAnswer?> Rules(CancellationToken cancellation);

    Task<GenerationsAnswer> Generations(int limit, CancellationToken cancellation);

    /// <summary>Null where no such revision is kept.</summary>
    Task<RollbackAnswer?> Rollback(string revision, CancellationToken cancellation);

    /// <summary>Stores samples, all of them or none.</summary>
    Task Push(IReadOnlyList<ImportedSample> samples, CancellationToken cancellation);
}

/// <summary>As typed; whoever answers reads and checks it.</summary>
internal sealed record QueryRequest(string Selector, string? From, string? To, string? Step, string? Fold, string? Limit);

/// <inheritdoc cref="QueryRequest"/>
internal sealed record ExportRequest(string? Selector, string? From, string? To, ExportFormat Format);
