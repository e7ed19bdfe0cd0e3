using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
/// A folder into which others drop files. A file is whole once its size and time have stood still from one look to the next, or its time
/// is older than a quiet span, as it is of a file that was written elsewhere and moved in. Names that begin with a dot or end in <c>.tmp</c>,
/// <c>.part</c>, <c>.partial</c>, <c>.swp</c> or <c>~</c> are left to their writers.
/// </summary>
internal sealed class DropFolder(string path, string pattern, TimeSpan quiet)
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".swp", "~"];

    private Dictionary<string, DroppedFile> _seen = [];

    /// <summary>Whole files in order of name.</summary>
    /// <exception cref="SourceFaultException">The folder cannot be read, or files cannot be moved inside it.</exception>
    public IReadOnlyList<DroppedFile> Look(Slot slot)
    {
        Dictionary<string, DroppedFile> now = [];
        List<DroppedFile> whole = [];
        try
        {
            Directory.CreateDirectory(Path.Combine(path, "done"));
            Directory.CreateDirectory(Path.Combine(path, "failed"));
            foreach (FileInfo info in new DirectoryInfo(path).EnumerateFiles(pattern, SearchOption.TopDirectoryOnly))
            {
                if (info.Name.StartsWith('.') || Array.Exists(Unfinished, ending => info.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }
                var file = new DroppedFile(info.Name, info.Length, new DateTimeOffset(info.LastWriteTimeUtc).ToUnixTimeMilliseconds());
                now.Add(file.Name, file);
                bool stoodStill = _seen.TryGetValue(file.Name, out DroppedFile? before) && before == file;
                if (stoodStill || file.WrittenAt <= (slot - quiet).UnixMs)
                {
                    whole.Add(file);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFaultException($"the folder {path} cannot be used: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        _seen = now;
        whole.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return whole;
    }

    /// <returns>Null where the file changed while it was read, or cannot be opened just now.</returns>
    public byte[]? Read(DroppedFile file)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(path, file.Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[file.Size];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read == bytes.Length && stream.Length == bytes.Length ? bytes : null;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void MoveToDone(DroppedFile file) => Move(file, "done");

    /// <summary>Also writes <c>NAME.reason</c> beside it.</summary>
    public void MoveToFailed(DroppedFile file, string reason) => File.WriteAllText(Move(file, "failed") + ".reason", reason + "\n");

    /// <summary>A name that is taken gets a number: <c>a.csv</c>, <c>a.1.csv</c>, …</summary>
    private string Move(DroppedFile file, string folder)
    {
        string target = Path.Combine(path, folder, file.Name);
        for (int number = 1; File.Exists(target); number++)
        {
            target = Path.Combine(path, folder, $"{Path.GetFileNameWithoutExtension(file.Name)}.{number}{Path.GetExtension(file.Name)}");
        }
        File.Move(Path.Combine(path, file.Name), target);
        return target;
    }
}
