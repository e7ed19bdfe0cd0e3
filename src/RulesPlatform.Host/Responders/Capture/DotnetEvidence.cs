using System.Globalization;
using System.Runtime;
using System.Text;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>
/// What the runtime of a .NET process counts: of the platform itself directly, of another by its diagnostic socket. Where that does not
/// answer, what the system says about the process, and why there is no more.
/// </summary>
internal sealed class DotnetEvidence(IProcessLister processes, DiagnosticSockets sockets, TimeProvider time) : IEvidence
{
    private readonly RuntimeCounters _counters = new(sockets);

    public string Word => "dotnet";

    public async Task<string> Take(string process, CancellationToken cancellation)
    {
        int id = ProcessOfInterest.Find(processes, process, out string said);
        if (id == Environment.ProcessId)
        {
            return said + "\n" + OwnRuntime();
        }
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{said}\n");
        try
        {
            Append(text, await _counters.Read(id, cancellation));
        }
        catch (EvidenceMissingException missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"The runtime's counters are missing: {missing.Message}. What the system says instead:\n");
            await AppendSystemFigures(text, id, cancellation);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<CounterReading> counters)
    {
        foreach (CounterReading counter in counters)
        {
            string unit = counter.IsIncrease ? (counter.Unit + "/s").TrimStart() : counter.Unit;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{EvidenceText.OneLine(counter.Title),-48} {counter.Value,16:0.###} {EvidenceText.OneLine(unit)}\n");
        }
    }

    private async Task AppendSystemFigures(StringBuilder text, int id, CancellationToken cancellation)
    {
        ProcessReading before = processes.List().FirstOrDefault(reading => reading.Id == id);
        long began = time.GetTimestamp();
        await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellation);
        ProcessReading after = processes.List().FirstOrDefault(reading => reading.Id == id && reading.Start == before.Start);
        if (before.Id == 0 || after.Id == 0)
        {
            throw new EvidenceMissingException("the process has ended");
        }
        double cores = (after.CpuSeconds - before.CpuSeconds) / time.GetElapsedTime(began).TotalSeconds;
        text.Append(CultureInfo.InvariantCulture, $"CPU {cores * 100:0.0} % of one core, {after.CpuSeconds:0.00} s in all\n");
        text.Append(CultureInfo.InvariantCulture, $"memory {EvidenceText.Bytes(after.ResidentBytes)}, {after.Threads} threads, state {after.State}\n");
    }

    private static string OwnRuntime()
    {
        GCMemoryInfo last = GC.GetGCMemoryInfo(GCKind.Any);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"runtime {Environment.Version}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, {Environment.ProcessorCount} cores\n");
        text.Append(CultureInfo.InvariantCulture, $"CPU {Environment.CpuUsage.TotalTime.TotalSeconds:0.00} s, memory {EvidenceText.Bytes(Environment.WorkingSet)}\n");
        text.Append(CultureInfo.InvariantCulture, $"heap {EvidenceText.Bytes(GC.GetTotalMemory(false))}, committed {EvidenceText.Bytes(last.TotalCommittedBytes)}, fragmented {EvidenceText.Bytes(last.FragmentedBytes)}\n");
        text.Append(CultureInfo.InvariantCulture, $"allocated {EvidenceText.Bytes(GC.GetTotalAllocatedBytes())} in all\n");
        text.Append(CultureInfo.InvariantCulture, $"collections {GC.CollectionCount(0)}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)} of generations 0, 1, 2; paused {GC.GetTotalPauseDuration().TotalMilliseconds:0.0} ms in all, {last.PauseTimePercentage:0.00} % of the time\n");
        text.Append(CultureInfo.InvariantCulture, $"thread pool: {ThreadPool.ThreadCount} threads, {ThreadPool.PendingWorkItemCount} waiting, {ThreadPool.CompletedWorkItemCount} done; lock contentions {Monitor.LockContentionCount}\n");
        text.Append(CultureInfo.InvariantCulture, $"compiled methods {JitInfo.GetCompiledMethodCount()}, timers {Timer.ActiveCount}\n");
        return text.ToString();
    }
}
