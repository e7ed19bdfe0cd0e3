namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Asks mount points for their capacity on a thread of its own, since a dead file server holds the caller in the kernel for ever,
/// out of reach of any cancellation. A call that takes longer than <c>patience</c> costs its thread, which waits there until the
/// kernel lets it go; the mount is left alone until then. One caller at a time.
/// </summary>
/// <param name="measure">The blocking call; null where the mount refuses.</param>
internal sealed class MountProbe(Func<MountPoint, MountCapacity?> measure, TimeSpan patience) : IDisposable
{
    /// <summary>Many mounts of one dead server must not cost their patience each within one slot.</summary>
    private const int StuckPerRound = 2;

    private Worker? _worker;

    /// <summary>Sets every mount's <see cref="MountPoint.Capacity"/>.</summary>
    public void Measure(IReadOnlyList<MountPoint> mounts, CancellationToken cancellation)
    {
        for (int i = 0; i < mounts.Count; i++)
        {
            mounts[i].Capacity = null;
        }
        int lost = 0;
        for (int i = 0; i < mounts.Count && lost < StuckPerRound; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (mounts[i].IsStuck)
            {
                continue;
            }
            _worker ??= new Worker(measure);
            if (!_worker.TryMeasure(mounts[i], patience))
            {
                _worker = null;
                lost++;
            }
        }
    }

    public void Dispose()
    {
        _worker?.Stop();
        _worker = null;
    }

    private sealed class Worker
    {
        private readonly Func<MountPoint, MountCapacity?> _measure;
        private readonly object _gate = new();
        private MountPoint? _asked;
        private bool _isStopped;

        public Worker(Func<MountPoint, MountCapacity?> measure)
        {
            _measure = measure;
            new Thread(Serve) { IsBackground = true, Name = "mount probe" }.Start();
        }

        /// <summary>False where the mount is stuck, and this worker with it.</summary>
        public bool TryMeasure(MountPoint mount, TimeSpan patience)
        {
            lock (_gate)
            {
                _asked = mount;
                Monitor.PulseAll(_gate);
                while (_asked is not null)
                {
                    if (!Monitor.Wait(_gate, patience) && _asked is not null)
                    {
                        mount.IsStuck = true;
                        _isStopped = true;
                        return false;
                    }
                }
                return true;
            }
        }

        public void Stop()
        {
            lock (_gate)
            {
                _isStopped = true;
                Monitor.PulseAll(_gate);
            }
        }

        private void Serve()
        {
            while (Next() is { } mount)
            {
                MountCapacity? capacity = _measure(mount);
                lock (_gate)
                {
                    if (mount.IsStuck)
                    {
                        mount.IsStuck = false;
                        return;
                    }
                    mount.Capacity = capacity;
                    _asked = null;
                    Monitor.PulseAll(_gate);
                }
            }
        }

        private MountPoint? Next()
        {
            lock (_gate)
            {
                while (_asked is null && !_isStopped)
                {
                    Monitor.Wait(_gate);
                }
                return _isStopped ? null : _asked;
            }
        }
    }
}
