using System.Globalization;

namespace RulesPlatform.History.Storage;

/// <summary>The folder that holds the store, held by one writer at a time through a lock on a file beside it.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string DatabaseName = "rulesplatform.db";
    private const string LockName = "rulesplatform.lock";

    /// <summary>Who holds the lock, for people: the lock itself cannot be read by others.</summary>
    private const string HolderName = "rulesplatform.pid";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (DatabasePath, _lock) = (DatabaseIn(path), held);

    public string DatabasePath { get; }

    public static string DatabaseIn(string folder) => Path.Combine(Path.GetFullPath(folder), DatabaseName);

    /// <summary>Makes the folder where it is missing and takes the lock.</summary>
    /// <exception cref="HistoryException">Another process has it, or the folder cannot be written.</exception>
    public static DataFolder Take(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.GetFullPath(folder);
        string lockPath = Path.Combine(path, LockName);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HistoryException($"The data folder {path} cannot be made: {failure.Message} Create it and let this user write to it.", failure);
        }
        try
        {
            var held = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(Path.Combine(path, HolderName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new HistoryException($"The data folder {path} cannot be written: {failure.Message} Let this user write to it.", failure);
        }
        catch (IOException failure)
        {
            throw new HistoryException(
                $"The data folder {path} is in use{Holder(path)}. Stop that server, or give this one a data folder of its own.", failure);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string Holder(string path)
    {
        string holder = Path.Combine(path, HolderName);
        return File.Exists(holder) ? $" by process {File.ReadAllText(holder).Trim()}" : "";
    }
}
