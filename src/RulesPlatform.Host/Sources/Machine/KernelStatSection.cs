using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>/proc/stat</c>: <c>host_cpu_seconds_total{cpu,mode}</c>, <c>host_cpu_guest_seconds_total{cpu,mode}</c> (also part of user and
/// nice), <c>host_cpu_cores</c>, <c>host_context_switches_total</c>, <c>host_interrupts_total</c>, <c>host_forks_total</c>,
/// <c>host_boot_time_seconds</c>, <c>host_processes_running</c>, <c>host_processes_blocked</c>.
/// </summary>
internal sealed class KernelStatSection(KernelTree tree) : IMachineSection
{
    /// <summary>USER_HZ, the unit of times that the kernel prints: 100 on every architecture .NET runs on.</summary>
    internal const double TicksPerSecond = 100;

    private const int Cores = 0, Switches = 1, Interrupts = 2, Forks = 3, BootTime = 4, Running = 5, Blocked = 6;

    private static readonly MetricColumn[] CpuColumns =
    [
        .. new[] { "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal" }
            .Select(mode => new MetricColumn("host_cpu_seconds_total", LabelSet.Of(("mode", mode)))),
        .. new[] { "user", "nice" }.Select(mode => new MetricColumn("host_cpu_guest_seconds_total", LabelSet.Of(("mode", mode)))),
    ];

    private readonly KernelFile _file = tree.Open("proc/stat", 16384);
    private readonly ByteKeyed<Cpu> _cpus = new(name => new Cpu(name));
    private readonly SeriesRow _machine = new(
        "host_cpu_cores", "host_context_switches_total", "host_interrupts_total", "host_forks_total", "host_boot_time_seconds",
        "host_processes_running", "host_processes_blocked");

    public string Name => "cpu";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        _cpus.BeginRound();
        int cores = 0;
        var reader = new KernelTextReader(_file.Path, text);
        while (reader.NextLine())
        {
            ReadOnlySpan<byte> name = reader.Field();
            if (name.StartsWith("cpu"u8))
            {
                // The first line, plain "cpu", is the sum of the others.
                if (name.Length > 3)
                {
                    _cpus[name].Read(ref reader, samples);
                    cores++;
                }
            }
            else if (ColumnOf(name) is { } column)
            {
                _machine.Add(samples, column, reader.Number());
            }
        }
        _machine.Add(samples, Cores, cores > 0 ? cores : throw reader.Fault("no line is about a CPU"));
        return true;
    }

    private static int? ColumnOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("ctxt"u8) ? Switches
        : name.SequenceEqual("intr"u8) ? Interrupts
        : name.SequenceEqual("processes"u8) ? Forks
        : name.SequenceEqual("btime"u8) ? BootTime
        : name.SequenceEqual("procs_running"u8) ? Running
        : name.SequenceEqual("procs_blocked"u8) ? Blocked
        : null;

    private sealed class Cpu(ReadOnlySpan<byte> name)
    {
        /// <summary>A CPU that went offline and came back starts anew; any lesser step back is the kernel's estimate being corrected.</summary>
        private const ulong LargestCorrection = 3 * (ulong)TicksPerSecond;

        private readonly SeriesRow _row = new(CpuColumns, LabelSet.Of(("cpu", Encoding.ASCII.GetString(name[3..]))));
        private readonly ulong[] _last = new ulong[CpuColumns.Length];

        /// <remarks>
        /// idle, iowait and steal are estimates that the kernel lets go back a little (proc(5)); a counter that drops would be taken
        /// for one that was reset, and its whole value for an increase.
        /// </remarks>
        public void Read(ref KernelTextReader reader, MachineSamples samples)
        {
            for (int mode = 0; mode < CpuColumns.Length && (mode < 4 || reader.HasField); mode++)
            {
                ulong ticks = reader.Number();
                bool isCorrection = ticks < _last[mode] && _last[mode] - ticks < LargestCorrection;
                _last[mode] = isCorrection ? _last[mode] : ticks;
                _row.Add(samples, mode, _last[mode] / TicksPerSecond);
            }
        }
    }
}
