using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Every line of <c>/proc/meminfo</c> as <c>host_memory_NAME_bytes</c>, or without the unit for what is counted: total, free,
/// available, buffers, cached, swap_total, swap_free, dirty, slab_reclaimable, committed, huge_pages_total and so on.
/// </summary>
internal sealed class MemorySection(KernelTree tree) : IMachineSection
{
    private readonly KernelFile _file = tree.Open("proc/meminfo");
    private readonly ByteKeyed<SeriesRow> _rows = new(RowOf);

    public string Name => "memory";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        _rows.BeginRound();
        var reader = new KernelTextReader(_file.Path, text);
        while (reader.NextLine())
        {
            ReadOnlySpan<byte> name = reader.Until((byte)':');
            ulong value = reader.Number();
            bool isSize = reader.Field().SequenceEqual("kB"u8);
            _rows[name].Add(samples, isSize ? 0 : 1, isSize ? value * 1024.0 : value);
        }
        return true;
    }

    /// <summary>The metric's middle part: <c>MemTotal</c> is total, <c>Active(anon)</c> active_anon, <c>HugePages_Free</c> huge_pages_free.</summary>
    internal static string Readable(string kernelName)
    {
        switch (kernelName)
        {
            case "SReclaimable": return "slab_reclaimable";
            case "SUnreclaim": return "slab_unreclaimable";
            case "KReclaimable": return "kernel_reclaimable";
            case "Committed_AS": return "committed";
        }
        var name = new StringBuilder();
        char previous = '_';
        foreach (char letter in kernelName.StartsWith("Mem", StringComparison.Ordinal) ? kernelName.AsSpan(3) : kernelName)
        {
            bool isWord = char.IsAsciiLetterOrDigit(letter);
            if (previous != '_' && (!isWord || (char.IsAsciiLetterUpper(letter) && char.IsAsciiLetterLower(previous))))
            {
                name.Append('_');
            }
            name.Append(isWord ? char.ToLowerInvariant(letter) : "");
            previous = isWord ? letter : '_';
        }
        return name.ToString().TrimEnd('_');
    }

    private static SeriesRow RowOf(ReadOnlySpan<byte> name)
    {
        string metric = "host_memory_" + Readable(Encoding.ASCII.GetString(name));
        return new SeriesRow([metric + "_bytes", metric], LabelSet.Empty);
    }
}
