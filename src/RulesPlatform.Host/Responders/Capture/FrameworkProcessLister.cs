using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>By what the framework gives where there is no <c>/proc</c>. Processes that are not ours to look at are left out.</summary>
internal sealed class FrameworkProcessLister : IProcessLister
{
    public IReadOnlyList<ProcessReading> List()
    {
        var found = new List<ProcessReading>();
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                try
                {
                    found.Add(new ProcessReading(
                        process.Id, process.ProcessName, '?', process.TotalProcessorTime.TotalSeconds, process.WorkingSet64,
                        process.Threads.Count, process.StartTime.Ticks));
                }
                catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or NotSupportedException)
                {
                    // It ended while we looked, or is another user's.
                }
            }
        }
        return found;
    }

    public IReadOnlyList<int> Find(string process) =>
    [
        .. List().Where(reading => reading.Id.ToString(CultureInfo.InvariantCulture) == process
                || string.Equals(reading.Name, Path.GetFileNameWithoutExtension(process), StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(reading => reading.ResidentBytes).Select(reading => reading.Id),
    ];
}
