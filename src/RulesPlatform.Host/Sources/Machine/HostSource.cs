using Microsoft.Extensions.Logging;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// This machine, in sections that fail one by one: <c>host_section_success{section}</c> is 1 where a section was read, 0 where it
/// failed (the log says why, once), and absent where the machine has no such thing. Names are ours (<c>host_…</c>), units base units,
/// counters end in <c>_total</c>; each section's summary lists its metrics.
/// </summary>
internal sealed class HostSource : IMetricSource
{
    private static readonly TimeSpan MountPatience = TimeSpan.FromSeconds(1);

    private readonly KernelTree _tree;
    private readonly ILogger<HostSource> _log;
    private readonly MachineSamples _samples = new();
    private readonly (IMachineSection Section, SeriesRow Success)[] _sections;
    private readonly string?[] _failures;

    private HostSource(KernelTree tree, IReadOnlyList<IMachineSection> sections, ILogger<HostSource> log)
    {
        (_tree, _log) = (tree, log);
        _sections = [.. sections.Select(section => (section, new SeriesRow(["host_section_success"], LabelSet.Of(("section", section.Name)))))];
        _failures = new string?[_sections.Length];
    }

    /// <summary>By <c>/proc</c> and <c>/sys</c> on Linux, by what the framework gives elsewhere.</summary>
    public static HostSource OfThisMachine(HostSourceSettings settings, ILogger<HostSource> log) => OperatingSystem.IsLinux()
        ? OfLinux(settings, "/", FileSystemCall.Measure, MountPatience, log)
        : OfFramework(settings, log);

    /// <param name="root">Where <c>proc</c> and <c>sys</c> are: <c>/</c>, a recorded tree, or a container's view of its host's root.</param>
    /// <param name="measure">Capacity of a mounted file system; may block.</param>
    /// <param name="mountPatience">How long one mount may take.</param>
    internal static HostSource OfLinux(
        HostSourceSettings settings, string root, Func<MountPoint, MountCapacity?> measure, TimeSpan mountPatience, ILogger<HostSource> log)
    {
        var tree = new KernelTree(root);
        var devices = new NameFilter(settings.IgnoreDevices);
        return new HostSource(
            tree,
            [
                new KernelStatSection(tree), new LoadSection(tree), new MemorySection(tree), new PagingSection(tree),
                new PressureSection(tree), new DiskSection(tree, devices),
                new FileSystemSection(tree, new NameFilter(settings.IgnoreFileSystems), new MountProbe(measure, mountPatience)),
                new NetworkSection(tree, devices), new SocketSection(tree), new CgroupSection(tree),
                new ProcessSection(tree, settings.Processes),
            ],
            log);
    }

    internal static HostSource OfFramework(HostSourceSettings settings, ILogger<HostSource> log) => new(
        new KernelTree("/"),
        [
            new FrameworkMemorySection(),
            new FrameworkDriveSection(new NameFilter(settings.IgnoreFileSystems), new MountProbe(FileSystemCall.MeasureByFramework, MountPatience)),
            new FrameworkNetworkSection(new NameFilter(settings.IgnoreDevices)), new FrameworkProcessSection(settings.Processes),
        ],
        log);

    public ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _samples.Begin(writer);
        bool any = false;
        for (int i = 0; i < _sections.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            any |= ReadSection(i, cancellation);
        }
        return any
            ? ValueTask.CompletedTask
            : throw new SourceFaultException(
                $"nothing about this machine can be read below {_tree.PathOf("proc")}: {Array.Find(_failures, failure => failure is not null) ?? "no file there is known"}");
    }

    public void Dispose()
    {
        foreach ((IMachineSection section, _) in _sections)
        {
            (section as IDisposable)?.Dispose();
        }
        _tree.Dispose();
    }

    /// <summary>Only the writer's own guards pass through: they fail the target as a whole.</summary>
    private bool ReadSection(int index, CancellationToken cancellation)
    {
        (IMachineSection section, SeriesRow success) = _sections[index];
        bool isPresent = TryRead(section, out string? failure, cancellation);
        if (failure is not null && failure != _failures[index])
        {
            _log.LogWarning("Section {Section} of the host source cannot be read: {Reason}", section.Name, failure);
        }
        _failures[index] = failure;
        if (isPresent || failure is not null)
        {
            success.Add(_samples, 0, isPresent ? 1 : 0);
        }
        _samples.Commit();
        return isPresent;
    }

    private bool TryRead(IMachineSection section, out string? failure, CancellationToken cancellation)
    {
        failure = null;
        try
        {
            if (section.Read(_samples, cancellation))
            {
                return true;
            }
        }
        catch (Exception reason) when (reason is SourceFaultException or IOException or UnauthorizedAccessException)
        {
            failure = reason.Message;
        }
        _samples.Discard();
        return false;
    }
}
