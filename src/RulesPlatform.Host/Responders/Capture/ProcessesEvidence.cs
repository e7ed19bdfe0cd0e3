using System.Globalization;
using System.Text;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>The processes that use the most CPU over a short while, and those that hold the most memory.</summary>
internal sealed class ProcessesEvidence(IProcessLister processes, TimeProvider time) : IEvidence
{
    private const int Top = 15;

    private static readonly TimeSpan While = TimeSpan.FromMilliseconds(300);

    public string Word => "processes";

    public async Task<string> Take(string process, CancellationToken cancellation)
    {
        Dictionary<(int Id, long Start), double> before = processes.List().ToDictionary(reading => (reading.Id, reading.Start), reading => reading.CpuSeconds);
        long began = time.GetTimestamp();
        await Task.Delay(While, time, cancellation);
        IReadOnlyList<ProcessReading> after = processes.List();
        double seconds = time.GetElapsedTime(began).TotalSeconds;

        // One that began meanwhile has used all it has used in this while.
        (ProcessReading Process, double Cores)[] used =
            [.. after.Select(reading => (reading, (reading.CpuSeconds - before.GetValueOrDefault((reading.Id, reading.Start))) / seconds))];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{after.Count} processes; CPU over {seconds * 1000:0} ms, 100 % being one core of {Environment.ProcessorCount}\n");
        Append(text, "by CPU", used.Where(row => row.Cores > 0).OrderByDescending(row => row.Cores).ThenBy(row => row.Process.Id));
        Append(text, "by memory", used.OrderByDescending(row => row.Process.ResidentBytes).ThenBy(row => row.Process.Id));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<(ProcessReading Process, double Cores)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{title,-24} {"id",8} {"CPU %",7} {"memory",11} {"threads",7} state\n");
        foreach ((ProcessReading process, double cores) in rows.Take(Top))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{EvidenceText.OneLine(process.Name),-24} {process.Id,8} {cores * 100,7:0.0} {EvidenceText.Bytes(process.ResidentBytes),11} {process.Threads,7} {process.State}\n");
        }
    }
}
