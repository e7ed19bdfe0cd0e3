using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Follows the rules folder: another rule set is in force within moments of the last write, a broken one is refused and said to be.</summary>
internal sealed class RuleReload : IDisposable
{
    private readonly string _folder;
    private readonly RuleSetInForce _inForce;
    private readonly RuleFolderWatch _watch;
    private readonly PlatformParts _parts;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private volatile RuleProblem? _problem;

    public RuleReload(string folder, RuleSet first, PlatformParts parts, TimeProvider time, ILogger log)
    {
        (_folder, _parts, _time, _log) = (folder, parts, time, log);
        _inForce = new RuleSetInForce(parts.Loader, folder, first);
        _watch = new RuleFolderWatch(folder, time, Reload);
    }

    /// <summary>Why the newest files are not in force, or null while they are.</summary>
    public RuleProblem? Problem => _problem;

    public static void Announce(ILogger log, RuleSet rules)
    {
        log.LogInformation(
            "Rule set {Name} {Version}: {Files} files, {Signals} signals, {Rules} rules, {Routes} responses; revision {Revision}.",
            rules.Name, rules.Version, rules.Files.Count, rules.Groups.Sum(group => group.Signals.Count), rules.Rules.Count, rules.Responses.Count, rules.Revision);
        foreach (CollectionJob job in rules.Jobs)
        {
            bool waits = job.Source is PushSourceSettings;
            log.LogInformation(
                "Job {Job}: {Source}, {Schedule}, {Targets}.",
                job.Name, job.Source.Kind, waits ? "as others send" : job.Schedule,
                waits ? "POST /api/v1/samples" : job.Targets.Count switch { 0 => "no targets yet", 1 => "1 target", int many => $"{many} targets" });
        }
    }

    /// <summary>Puts the files of an earlier generation back into the folder and into force.</summary>
    public async Task<RollbackOutcome> Rollback(string revision, CancellationToken cancellation)
    {
        if (_parts.History.ReadRuleSet(revision) is not { } files)
        {
            return new RollbackOutcome(null, null, $"No rule set of revision {revision} was kept; 'rulesplatform rules history' lists those that were.");
        }
        LoadResult loaded = _parts.Loader.Load(files);
        if (loaded.RuleSet is not { } rules)
        {
            return new RollbackOutcome(null, null, $"Revision {revision} no longer loads: {DiagnosticRenderer.Short(loaded.Diagnostics[0])}");
        }
        string before = _inForce.Current.Revision;
        await RuleFiles.Restore(_folder, _inForce.Current.Files, files, cancellation);
        Reload();
        return _inForce.Current.Revision == rules.Revision
            ? new RollbackOutcome(revision, before, null)
            : new RollbackOutcome(null, null, "The files were put back, but the folder holds more than they: see the log.");
    }

    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        try
        {
            ReloadResult result = _inForce.TryReload();
            if (result.Outcome == ReloadOutcome.Refused)
            {
                Refuse(result);
                return;
            }
            if (_problem is not null)
            {
                _log.LogInformation("The rule files are sound again.");
                _problem = null;
            }
            if (result.Change is not { } change)
            {
                return;
            }
            DateTimeOffset now = _time.GetUtcNow();
            _parts.Thread.Tell(cycle => cycle.Swap(result.InForce, now)).GetAwaiter().GetResult();
            _parts.Rules.Rules = result.InForce;
            _parts.Schedule.Use(result.InForce, CancellationToken.None).GetAwaiter().GetResult();
            string what = change.ToString();
            _log.LogInformation("Revision {To} replaced {From}: {Changes}.", change.To, change.From, what[(what.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The rules folder could not be taken over; revision {Revision} stays in force.", _parts.Rules.Rules.Revision);
        }
    }

    private void Refuse(ReloadResult result)
    {
        Diagnostic[] errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.IsError)];
        _problem = new RuleProblem(_time.GetUtcNow(), [.. errors.Select(DiagnosticRenderer.Render)]);
        _log.LogError("The rule files hold {Count} {Errors}; revision {Revision} stays in force.{NewLine}{Diagnostics}",
            errors.Length, errors.Length == 1 ? "error" : "errors", result.InForce.Revision, Environment.NewLine, string.Join(Environment.NewLine, errors.Select(DiagnosticRenderer.Render)));
    }
}
