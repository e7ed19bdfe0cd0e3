using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>/proc/pressure</c>: <c>host_pressure_some_seconds_total{resource}</c> (at least one task waited for cpu, memory, io or irq) and
/// <c>host_pressure_full_seconds_total{resource}</c> (all did). Absent where the kernel keeps no pressure figures.
/// </summary>
internal sealed class PressureSection(KernelTree tree) : IMachineSection
{
    private const double MicrosecondsPerSecond = 1_000_000;

    private readonly (KernelFile File, SeriesRow Row)[] _resources =
    [
        .. new[] { "cpu", "memory", "io", "irq" }.Select(resource => (
            tree.Open("proc/pressure/" + resource, 256),
            new SeriesRow(["host_pressure_some_seconds_total", "host_pressure_full_seconds_total"], LabelSet.Of(("resource", resource))))),
    ];

    public string Name => "pressure";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        bool any = false;
        foreach ((KernelFile file, SeriesRow row) in _resources)
        {
            if (!file.TryRead(out ReadOnlySpan<byte> text))
            {
                continue;
            }
            any = true;
            var reader = new KernelTextReader(file.Path, text);
            while (reader.NextLine())
            {
                bool isFull = reader.Field().SequenceEqual("full"u8);
                reader.Until((byte)'=');
                row.Add(samples, isFull ? 1 : 0, reader.Number() / MicrosecondsPerSecond);
            }
        }
        return any;
    }
}
