using System.Globalization;
using RulesPlatform.Host.Sources.Machine;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>By the numbered folders under <c>/proc</c>. Names are the kernel's, at most 15 bytes; no arguments, which may hold secrets.</summary>
internal sealed class KernelProcessLister(string root) : IProcessLister
{
    public IReadOnlyList<ProcessReading> List()
    {
        using var tree = new KernelTree(root);
        var folder = new ProcessFolder(tree);
        var found = new List<ProcessReading>();
        foreach (int id in folder.Ids)
        {
            ReadOnlySpan<byte> text = folder.Peek(id, "stat");
            if (!text.IsEmpty)
            {
                ProcessFigures figures = ProcessFigures.Parse(folder.PathOf(id, "stat"), text, withName: true);
                found.Add(new ProcessReading(
                    id, figures.Name, figures.State, figures.CpuSeconds, figures.ResidentBytes, (int)figures.Threads, (long)figures.StartTicks));
            }
        }
        return found;
    }

    public IReadOnlyList<int> Find(string process)
    {
        using var tree = new KernelTree(root);
        var folder = new ProcessFolder(tree);
        return int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? [.. folder.Ids.Where(known => known == id)]
            : [.. List().OrderByDescending(reading => reading.ResidentBytes).Select(reading => reading.Id)
                .Where(known => folder.NamesOf(known).Contains(process, StringComparer.Ordinal))];
    }
}
