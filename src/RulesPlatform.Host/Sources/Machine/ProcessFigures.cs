using System.Text;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>What <c>/proc/PID/stat</c> says of one process; fields as in proc(5).</summary>
/// <param name="State">R running, S sleeping, D waiting for a device, Z ended but not yet collected by its parent, and others.</param>
/// <param name="CpuTicks">User and system time.</param>
/// <param name="StartTicks">Since the machine booted.</param>
internal readonly record struct ProcessFigures(string Name, char State, ulong CpuTicks, ulong Threads, ulong StartTicks, ulong ResidentPages)
{
    public bool IsAlive => State is not ('Z' or 'X' or 'x');

    public double CpuSeconds => CpuTicks / KernelStatSection.TicksPerSecond;

    public double ResidentBytes => ResidentPages * (double)Environment.SystemPageSize;

    /// <param name="withName">False leaves <see cref="Name"/> empty and allocates nothing.</param>
    /// <exception cref="SourceFaultException">The text is not what the kernel writes.</exception>
    public static ProcessFigures Parse(string path, ReadOnlySpan<byte> text, bool withName = false)
    {
        // The name stands in parentheses and may itself hold parentheses, spaces and line breaks.
        int end = text.LastIndexOf((byte)')');
        int begin = text.IndexOf((byte)'(');
        var reader = new KernelTextReader(path, end < 0 ? [] : text[(end + 1)..]);
        if (begin < 0 || !reader.NextLine())
        {
            throw reader.Fault("the process's name in parentheses is missing");
        }
        string name = withName ? Encoding.UTF8.GetString(text[(begin + 1)..end]) : "";
        char state = (char)reader.Field()[0];
        reader.Skip(10);
        ulong ticks = reader.Number() + reader.Number();
        reader.Skip(4);
        ulong threads = reader.Number();
        reader.Skip(1);
        ulong start = reader.Number();
        reader.Skip(1);
        return new ProcessFigures(name, state, ticks, threads, start, reader.Number());
    }
}
