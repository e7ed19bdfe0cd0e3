using System.Collections.Frozen;
using System.Text;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>What the fields of <c>/proc/mounts</c> mean.</summary>
internal static class MountNames
{
    private static readonly FrozenSet<string> Pseudo = FrozenSet.Create(
        StringComparer.Ordinal,
        "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs", "efivarfs", "fuse.lxcfs",
        "fuse.portal", "fusectl", "hugetlbfs", "iso9660", "mqueue", "nsfs", "proc", "pstore", "ramfs", "rpc_pipefs", "securityfs",
        "selinuxfs", "smackfs", "squashfs", "sysfs", "tracefs");

    private static readonly string[] KernelFolders = ["/dev", "/proc", "/sys", "/run/credentials", "/run/user"];

    private static readonly string[] ContainerFolders = ["/var/lib/docker/", "/var/lib/containers/storage/", "/var/lib/kubelet/pods/", "/run/containerd/"];

    /// <summary>Whether a file system can fill up and is somebody's: no kernel interface, no read-only image, no layer of a container that its own host sees.</summary>
    public static bool IsReal(string type, string path) =>
        !Pseudo.Contains(type)
        && (type != "overlay" || path == "/")
        && !Array.Exists(KernelFolders, folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal))
        && !Array.Exists(ContainerFolders, folder => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>The kernel writes space, tab, line break, backslash and hash as a backslash and three octal digits.</summary>
    public static string Unescape(ReadOnlySpan<byte> field)
    {
        if (!field.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(field);
        }
        byte[] plain = new byte[field.Length];
        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            bool isEscape = field[i] == '\\' && i + 3 < field.Length && !field.Slice(i + 1, 3).ContainsAnyExceptInRange((byte)'0', (byte)'7');
            plain[length++] = isEscape ? (byte)((field[i + 1] - '0') * 64 + (field[i + 2] - '0') * 8 + (field[i + 3] - '0')) : field[i];
            i += isEscape ? 3 : 0;
        }
        return Encoding.UTF8.GetString(plain, 0, length);
    }
}
