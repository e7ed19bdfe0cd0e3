namespace RulesPlatform.History.Tests.World;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where the memory is a file system the tests use it: they make thousands of durable commits.</summary>
    private const string Memory = "/dev/shm";

    private static int _made;

    public string Path { get; } = Directory.Exists(Memory)
        ? Directory.CreateDirectory($"{Memory}/history-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}").FullName
        : Directory.CreateTempSubdirectory("history-").FullName;

    public string Database => System.IO.Path.Combine(Path, "rulesplatform.db");

    /// <summary>The store's files as they lie on the disk now, as a kill would leave them, in a folder of their own.</summary>
    public TemporaryFolder CopyAsKilled()
    {
        var copy = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Path, "rulesplatform.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        }
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
