namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Where there is no <c>/proc</c>: <c>host_memory_total_bytes</c> (or the container's limit) and <c>host_memory_available_bytes</c>, both
/// as the garbage collector last saw them, <c>host_cpu_cores</c>, <c>host_uptime_seconds</c>.
/// </summary>
internal sealed class FrameworkMemorySection : IMachineSection
{
    private readonly SeriesRow _row = new("host_memory_total_bytes", "host_memory_available_bytes", "host_cpu_cores", "host_uptime_seconds");

    public string Name => "memory";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        _row.Add(samples, 0, memory.TotalAvailableMemoryBytes);
        if (memory.Index > 0)
        {
            _row.Add(samples, 1, Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes));
        }
        _row.Add(samples, 2, Environment.ProcessorCount);
        _row.Add(samples, 3, Environment.TickCount64 / 1000.0);
        return true;
    }
}
