using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>One part of what a machine tells about itself. Its failure costs this part alone.</summary>
internal interface IMachineSection
{
    /// <summary>Value of the label <c>section</c> of <c>host_section_success</c>.</summary>
    string Name { get; }

    /// <summary>Adds this part's samples; what was added before a failure is dropped. False: this machine has no such part.</summary>
    /// <exception cref="SourceFaultException">What the kernel says is not understood.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    bool Read(MachineSamples samples, CancellationToken cancellation);
}
