using System.Runtime.InteropServices;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>statvfs(3)</c>. Its structure is the same in glibc and musl on every 64-bit Linux; elsewhere the framework answers, without inodes.
/// May block for ever on a dead file server. Thread-safe.
/// </summary>
internal static class FileSystemCall
{
    /// <returns>Null where the file system refuses.</returns>
    public static MountCapacity? Measure(MountPoint mount)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return MeasureByFramework(mount);
        }
        if (statvfs(ref mount.NativePath[0], out Answer answer) != 0)
        {
            return null;
        }
        double block = answer.FragmentSize;
        return new MountCapacity(
            answer.Blocks * block, answer.BlocksFree * block, answer.BlocksAvailable * block, answer.Files, answer.FilesFree);
    }

    /// <returns>Null where the file system refuses.</returns>
    public static MountCapacity? MeasureByFramework(MountPoint mount)
    {
        try
        {
            var drive = new DriveInfo(mount.Path);
            return new MountCapacity(drive.TotalSize, drive.TotalFreeSpace, drive.AvailableFreeSpace, 0, 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statvfs(ref byte path, out Answer answer);

    /// <summary>Longer than either C library's, so that neither writes past its end.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private readonly struct Answer
    {
        public readonly ulong BlockSize;
        public readonly ulong FragmentSize;
        public readonly ulong Blocks;
        public readonly ulong BlocksFree;
        public readonly ulong BlocksAvailable;
        public readonly ulong Files;
        public readonly ulong FilesFree;
    }
}
