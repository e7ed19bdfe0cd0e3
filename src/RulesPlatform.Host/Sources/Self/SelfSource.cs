using System.Diagnostics;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Self;

/// <summary>
/// The platform itself: its own instruments as <c>rulesplatform_…</c>, the runtime's as <c>dotnet_…</c> (garbage collection, thread pool,
/// exceptions, locks, compilation), and of its process <c>process_cpu_seconds_total{mode}</c>, <c>process_resident_memory_bytes</c>,
/// <c>process_virtual_memory_bytes</c>, <c>process_threads</c>, <c>process_open_handles</c>, <c>process_start_time_seconds</c>.
/// </summary>
/// <param name="ledger">The process's; not disposed here.</param>
internal sealed class SelfSource(MeterLedger ledger) : IMetricSource
{
    private static readonly LabelSet User = LabelSet.Of(("mode", "user"));
    private static readonly LabelSet Kernel = LabelSet.Of(("mode", "system"));

    public ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ledger.Write(writer);
        using var process = Process.GetCurrentProcess();
        writer.Add("process_cpu_seconds_total", User, process.UserProcessorTime.TotalSeconds);
        writer.Add("process_cpu_seconds_total", Kernel, process.PrivilegedProcessorTime.TotalSeconds);
        writer.Add("process_resident_memory_bytes", LabelSet.Empty, process.WorkingSet64);
        writer.Add("process_virtual_memory_bytes", LabelSet.Empty, process.VirtualMemorySize64);
        writer.Add("process_threads", LabelSet.Empty, process.Threads.Count);
        writer.Add("process_open_handles", LabelSet.Empty, process.HandleCount);
        writer.Add("process_start_time_seconds", LabelSet.Empty, new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        // The ledger outlives every job.
    }
}
