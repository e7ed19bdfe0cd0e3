namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// The control group (version 2) that this process sees as the root, which in a container is the container:
/// <c>host_cgroup_cpu_seconds_total</c>, <c>host_cgroup_cpu_throttled_seconds_total</c>, <c>host_cgroup_cpu_periods_total</c>,
/// <c>host_cgroup_cpu_throttled_periods_total</c>, <c>host_cgroup_cpu_limit_cores</c>, <c>host_cgroup_memory_bytes</c>,
/// <c>host_cgroup_memory_limit_bytes</c>, <c>host_cgroup_oom_kills_total</c>. Limits are absent where there is none ("max").
/// </summary>
internal sealed class CgroupSection(KernelTree tree) : IMachineSection
{
    private const double MicrosecondsPerSecond = 1_000_000;
    private const int CpuLimit = 4, Memory = 5, MemoryLimit = 6, OomKills = 7;

    private readonly KernelFile _cpu = tree.Open("sys/fs/cgroup/cpu.stat", 1024);
    private readonly KernelFile _cpuLimit = tree.Open("sys/fs/cgroup/cpu.max", 64);
    private readonly KernelFile _memory = tree.Open("sys/fs/cgroup/memory.current", 64);
    private readonly KernelFile _memoryLimit = tree.Open("sys/fs/cgroup/memory.max", 64);
    private readonly KernelFile _memoryEvents = tree.Open("sys/fs/cgroup/memory.events", 256);
    private readonly SeriesRow _row = new(
        "host_cgroup_cpu_seconds_total", "host_cgroup_cpu_throttled_seconds_total", "host_cgroup_cpu_periods_total",
        "host_cgroup_cpu_throttled_periods_total", "host_cgroup_cpu_limit_cores", "host_cgroup_memory_bytes",
        "host_cgroup_memory_limit_bytes", "host_cgroup_oom_kills_total");

    public string Name => "cgroup";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_cpu.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        AddCpu(samples, new KernelTextReader(_cpu.Path, text));
        if (_cpuLimit.TryRead(out text))
        {
            var limit = new KernelTextReader(_cpuLimit.Path, text);
            if (limit.NextLine() && !limit.Line.StartsWith("max"u8))
            {
                double quota = limit.Number();
                _row.Add(samples, CpuLimit, quota / limit.Number());
            }
        }
        AddSingle(samples, _memory, Memory);
        AddSingle(samples, _memoryLimit, MemoryLimit);
        if (_memoryEvents.TryRead(out text))
        {
            var events = new KernelTextReader(_memoryEvents.Path, text);
            while (events.NextLine())
            {
                if (events.Field().SequenceEqual("oom_kill"u8))
                {
                    _row.Add(samples, OomKills, events.Number());
                }
            }
        }
        return true;
    }

    private void AddCpu(MachineSamples samples, KernelTextReader cpu)
    {
        while (cpu.NextLine())
        {
            ReadOnlySpan<byte> name = cpu.Field();
            int column = name.SequenceEqual("usage_usec"u8) ? 0
                : name.SequenceEqual("throttled_usec"u8) ? 1
                : name.SequenceEqual("nr_periods"u8) ? 2
                : name.SequenceEqual("nr_throttled"u8) ? 3
                : -1;
            if (column >= 0)
            {
                _row.Add(samples, column, cpu.Number() / (column < 2 ? MicrosecondsPerSecond : 1));
            }
        }
    }

    private void AddSingle(MachineSamples samples, KernelFile file, int column)
    {
        if (file.TryRead(out ReadOnlySpan<byte> text))
        {
            var reader = new KernelTextReader(file.Path, text);
            if (reader.NextLine() && !reader.Line.StartsWith("max"u8))
            {
                _row.Add(samples, column, reader.Number());
            }
        }
    }
}
