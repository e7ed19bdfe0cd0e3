using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RulesPlatform.Host.Responders.Run;

/// <summary>
/// A command and everything it starts, as one thing to kill. On Linux the command leads a session of its own, so that a child that
/// has outlived its parent is reached too; elsewhere the tree of parents and children is.
/// </summary>
internal static class ProcessTree
{
    private const int Kill9 = 9;

    private static readonly string? SessionLeader =
        OperatingSystem.IsLinux() ? new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists) : null;

    /// <summary>Path and arguments reach the command as they are: no shell, no quoting.</summary>
    public static ProcessStartInfo Plan(string path, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(SessionLeader ?? path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (SessionLeader is not null)
        {
            start.ArgumentList.Add(path);
        }
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return start;
    }

    /// <summary>Ends the process and all its descendants. One that is gone already is no error.</summary>
    public static void Kill(Process process)
    {
        int id = process.Id;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // Ended meanwhile, or not ours to end; the session below is the second net.
        }
        if (SessionLeader is not null)
        {
            _ = KillGroup(-id, Kill9);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int KillGroup(int processGroup, int signal);
}
