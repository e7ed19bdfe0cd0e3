using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// All processes of one name, as <c>{process="NAME"}</c>: <c>host_process_count</c> (0 where there is none; the other gauges are then
/// absent), <c>host_process_cpu_seconds_total</c> and <c>host_process_starts_total</c> (both go on when a process ends),
/// <c>host_process_resident_bytes</c>, <c>host_process_threads</c>, <c>host_process_open_files</c> (absent where we may not see),
/// <c>host_process_start_time_seconds</c> (of the oldest).
/// </summary>
internal sealed class ProcessGroup(string name)
{
    private static readonly MetricColumn[] Columns =
    [
        "host_process_count", "host_process_cpu_seconds_total", "host_process_starts_total", "host_process_resident_bytes",
        "host_process_threads", "host_process_open_files", "host_process_start_time_seconds",
    ];

    private readonly SeriesRow _row = new(Columns, LabelSet.Of(("process", name)));
    private double _cpuSeconds;
    private long _starts;
    private int _count;
    private double _resident;
    private double _threads;
    private double _files;
    private bool _anyFiles;
    private double _oldest;

    public string Name => name;

    public void BeginRound()
    {
        (_count, _resident, _threads, _files, _anyFiles, _oldest) = (0, 0, 0, 0, false, double.PositiveInfinity);
    }

    public void CountStart() => _starts++;

    /// <param name="cpuSeconds">Used since the process was last seen; all of it when it is seen first.</param>
    /// <param name="startTime">Unix seconds; infinity where unknown.</param>
    public void Count(double cpuSeconds, double resident, double threads, int? openFiles, double startTime)
    {
        _count++;
        _cpuSeconds += cpuSeconds;
        _resident += resident;
        _threads += threads;
        _files += openFiles ?? 0;
        _anyFiles |= openFiles is not null;
        _oldest = Math.Min(_oldest, startTime);
    }

    public void AddTo(MachineSamples samples)
    {
        _row.Add(samples, 0, _count);
        _row.Add(samples, 1, _cpuSeconds);
        _row.Add(samples, 2, _starts);
        if (_count == 0)
        {
            return;
        }
        _row.Add(samples, 3, _resident);
        _row.Add(samples, 4, _threads);
        if (_anyFiles)
        {
            _row.Add(samples, 5, _files);
        }
        if (double.IsFinite(_oldest))
        {
            _row.Add(samples, 6, _oldest);
        }
    }
}
