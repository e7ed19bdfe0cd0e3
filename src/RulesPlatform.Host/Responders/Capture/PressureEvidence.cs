using System.Globalization;
using System.Text;
using RulesPlatform.Host.Sources.Machine;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>How long tasks waited for CPU, memory and disks lately, the load, and what memory is left.</summary>
internal sealed class PressureEvidence(string root) : IEvidence
{
    private static readonly string[] Resources = ["cpu", "memory", "io", "irq"];

    private static readonly string[] MemoryLines =
        ["MemTotal:", "MemFree:", "MemAvailable:", "Cached:", "Dirty:", "Writeback:", "Slab:", "SwapTotal:", "SwapFree:", "Committed_AS:"];

    public string Word => "pressure";

    public Task<string> Take(string process, CancellationToken cancellation)
    {
        using var tree = new KernelTree(root);
        var text = new StringBuilder();
        foreach (string resource in Resources)
        {
            foreach (string line in Lines(tree, "proc/pressure/" + resource))
            {
                text.Append(CultureInfo.InvariantCulture, $"{resource,-7}{line}\n");
            }
        }
        if (text.Length == 0)
        {
            text.Append("(this machine keeps no pressure figures)\n");
        }
        foreach (string line in Lines(tree, "proc/loadavg"))
        {
            text.Append(CultureInfo.InvariantCulture, $"load   {line}\n");
        }
        foreach (string line in Lines(tree, "proc/meminfo").Where(line => MemoryLines.Any(wanted => line.StartsWith(wanted, StringComparison.Ordinal))))
        {
            text.Append(line).Append('\n');
        }
        return OperatingSystem.IsLinux() || root != "/"
            ? Task.FromResult(text.ToString())
            : throw new EvidenceMissingException("pressure figures are Linux's own");
    }

    private static string[] Lines(KernelTree tree, string relative)
    {
        using KernelFile file = tree.Open(relative);
        return file.TryRead(out ReadOnlySpan<byte> text) ? Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
