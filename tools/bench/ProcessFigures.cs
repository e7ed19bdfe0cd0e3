using System.Diagnostics;
using System.Globalization;

namespace RulesPlatform.Bench;

/// <summary>CPU time and memory of another process, from /proc where there is one.</summary>
internal readonly record struct ProcessFigures(TimeSpan Cpu, long ResidentBytes, long WrittenBytes)
{
    public static ProcessFigures Of(Process process)
    {
        process.Refresh();
        string io = $"/proc/{process.Id}/io";
        long written = 0;
        if (File.Exists(io))
        {
            string line = File.ReadLines(io).First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal));
            written = long.Parse(line["write_bytes:".Length..], CultureInfo.InvariantCulture);
        }
        return new ProcessFigures(process.TotalProcessorTime, process.WorkingSet64, written);
    }
}
