namespace RulesPlatform.Rules.Loading;

/// <summary>
/// Notices that files below a rules folder have changed, and says so once they have come to rest. The file system's events are the
/// fast way; where they are lost or do not exist (network mounts, swapped folders), a slow look at names, sizes and times finds out.
/// </summary>
public sealed class RuleFolderWatch : IDisposable
{
    public static readonly TimeSpan DefaultQuiet = TimeSpan.FromMilliseconds(300);
    public static readonly TimeSpan DefaultPoll = TimeSpan.FromSeconds(5);

    // A burst that never ends is cut after this many quiet times.
    private const int LongestBurst = 10;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly TimeSpan _quiet;
    private readonly bool _listens;
    private readonly ITimer _settle;
    private readonly ITimer _poll;
    private readonly Lock _gate = new();
    private readonly Lock _calls = new();
    private FileSystemWatcher? _events;
    private string _fingerprint;
    private long? _burstStart;
    private bool _isDisposed;

    /// <param name="folder">The one that holds <c>ruleset.json</c>; it may vanish and come back.</param>
    /// <param name="changed">Called on a pool thread, never twice at once, when anything is different; must not throw.</param>
    /// <param name="quiet">How long nothing must happen before <paramref name="changed"/> is called.</param>
    /// <param name="poll">How often is looked without an event.</param>
    /// <param name="listens">False to do without the file system's events: looking is all there is.</param>
    public RuleFolderWatch(string folder, TimeProvider time, Action changed, TimeSpan? quiet = null, TimeSpan? poll = null, bool listens = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(changed);
        (_folder, _time, _changed, _quiet, _listens) = (Path.GetFullPath(folder), time, changed, quiet ?? DefaultQuiet, listens);
        _fingerprint = FolderFingerprint.Of(_folder);
        _settle = time.CreateTimer(_ => Look(isPoll: false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TimeSpan every = poll ?? DefaultPoll;
        _poll = time.CreateTimer(_ => Look(isPoll: true), null, every, every);
        lock (_gate)
        {
            Listen();
        }
    }

    /// <summary>Something may have happened: look once it is quiet. What the file system's events call.</summary>
    internal void Notice()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }
            _burstStart ??= _time.GetTimestamp();
            TimeSpan left = (_quiet * LongestBurst) - _time.GetElapsedTime(_burstStart.Value);
            _settle.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left < _quiet ? left : _quiet, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _events?.Dispose();
        }
        _settle.Dispose();
        _poll.Dispose();
    }

    private void Look(bool isPoll)
    {
        if (!HasChanged(isPoll))
        {
            return;
        }
        // Not under the gate: events go on being noticed while the rules compile.
        lock (_calls)
        {
            _changed();
        }
    }

    private bool HasChanged(bool isPoll)
    {
        lock (_gate)
        {
            // While a burst is under way the settling timer decides.
            if (_isDisposed || (isPoll && _burstStart is not null))
            {
                return false;
            }
            _burstStart = null;
            string now = FolderFingerprint.Of(_folder);
            if (now == _fingerprint)
            {
                return false;
            }
            _fingerprint = now;
            if (isPoll)
            {
                // No event told of it: the events are those of a folder that is no longer here.
                Listen();
            }
            return true;
        }
    }

    private void Listen()
    {
        _events?.Dispose();
        _events = null;
        if (!_listens || !Directory.Exists(_folder))
        {
            return;
        }
        try
        {
            var events = new FileSystemWatcher(_folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            events.Changed += (_, _) => Notice();
            events.Created += (_, _) => Notice();
            events.Deleted += (_, _) => Notice();
            events.Renamed += (_, _) => Notice();
            events.Error += (_, _) => Notice();
            events.EnableRaisingEvents = true;
            _events = events;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // No watches left, or none on this file system: looking now and then has to do.
        }
    }
}
