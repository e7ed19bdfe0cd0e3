using System.Text;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>A place to ask for its capacity. Only the probe's thread that asks it writes to it, and its owner once that thread is through.</summary>
internal sealed class MountPoint(string path)
{
    private volatile bool _isStuck;

    public string Path => path;

    /// <summary>As C calls take it: UTF-8 with a zero behind it.</summary>
    public byte[] NativePath { get; } = Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>As of the last round; null where it failed, was not reached in time, or is stuck.</summary>
    public MountCapacity? Capacity { get; set; }

    /// <summary>A call into it has not come back; it is left alone until it does.</summary>
    public bool IsStuck
    {
        get => _isStuck;
        set => _isStuck = value;
    }
}
