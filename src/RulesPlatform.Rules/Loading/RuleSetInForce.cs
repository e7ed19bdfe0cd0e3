using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Loading;

/// <summary>
/// The rule set that cycles take at their start. A reload builds the next one fully and swaps one reference; on any error the
/// last good one stays. Thread-safe.
/// </summary>
public sealed class RuleSetInForce
{
    private readonly RuleSetLoader _loader;
    private readonly string _folder;
    private readonly Lock _gate = new();
    private volatile RuleSet _current;
    private volatile ReloadResult? _lastReload;

    /// <param name="first">What is in force to begin with: loaded from the folder, or a stored generation while the folder's files are broken.</param>
    public RuleSetInForce(RuleSetLoader loader, string folder, RuleSet first)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(first);
        (_loader, _folder, _current) = (loader, folder, first);
    }

    public RuleSet Current => _current;

    /// <summary>The newest attempt, or null before the first: a health check shows whether it was refused.</summary>
    public ReloadResult? LastReload => _lastReload;

    /// <summary>Reads the folder and, where it holds another rule set without errors, puts it into force.</summary>
    public ReloadResult TryReload()
    {
        lock (_gate)
        {
            RuleSet before = _current;
            LoadResult loaded = _loader.Load(_folder);
            ReloadResult result = loaded.RuleSet switch
            {
                null => new ReloadResult(ReloadOutcome.Refused, before, null, loaded.Diagnostics),
                { } same when same.Revision == before.Revision => new ReloadResult(ReloadOutcome.Unchanged, before, null, loaded.Diagnostics),
                { } next => new ReloadResult(ReloadOutcome.Swapped, next, RuleSetChange.Between(before, next), loaded.Diagnostics),
            };
            _current = result.InForce;
            _lastReload = result;
            return result;
        }
    }
}
