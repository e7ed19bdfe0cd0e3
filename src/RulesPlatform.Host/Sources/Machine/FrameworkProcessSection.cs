using System.ComponentModel;
using System.Diagnostics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>Where there is no <c>/proc</c>: the processes an operator named; metrics as in <see cref="ProcessGroup"/>, open files being handles.</summary>
internal sealed class FrameworkProcessSection(IReadOnlyList<string> names) : IMachineSection
{
    private readonly ProcessGroup[] _groups = [.. names.Distinct(StringComparer.Ordinal).Select(name => new ProcessGroup(name))];
    private Dictionary<(int Id, double Start), double> _cpuBefore = [];
    private bool _isFirst = true;

    public string Name => "process";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        var cpuNow = new Dictionary<(int Id, double Start), double>();
        foreach (ProcessGroup group in _groups)
        {
            group.BeginRound();
            foreach (Process process in Process.GetProcessesByName(Path.GetFileNameWithoutExtension(group.Name)))
            {
                using (process)
                {
                    Count(group, process, cpuNow);
                }
            }
            group.AddTo(samples);
        }
        (_cpuBefore, _isFirst) = (cpuNow, false);
        return _groups.Length > 0;
    }

    private void Count(ProcessGroup group, Process process, Dictionary<(int Id, double Start), double> cpuNow)
    {
        try
        {
            double start = new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
            double cpu = process.TotalProcessorTime.TotalSeconds;
            bool isKnown = _cpuBefore.TryGetValue((process.Id, start), out double before);
            group.Count(cpu - before, process.WorkingSet64, process.Threads.Count, process.HandleCount, start);
            cpuNow[(process.Id, start)] = cpu;
            if (!isKnown && !_isFirst)
            {
                group.CountStart();
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It ended while we looked, or it is not ours to look at: counted where it can be, never a reason to fail.
        }
    }
}
