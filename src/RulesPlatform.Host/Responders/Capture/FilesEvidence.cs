using System.Globalization;
using System.Text;
using RulesPlatform.Host.Sources.Machine;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>What a process has open: how many of each kind against its limit, and the paths it has open most often.</summary>
internal sealed class FilesEvidence(string root, IProcessLister processes) : IEvidence
{
    private const int Top = 25, MostLooked = 50_000;

    public string Word => "files";

    public Task<string> Take(string process, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new EvidenceMissingException("open files can be listed on Linux alone");
        }
        int id = ProcessOfInterest.Find(processes, process, out string said);
        using var tree = new KernelTree(root);
        var folder = new ProcessFolder(tree);
        var paths = new List<string>();
        try
        {
            foreach (string link in Directory.EnumerateFileSystemEntries(folder.PathOf(id, "fd")).Take(MostLooked))
            {
                cancellation.ThrowIfCancellationRequested();
                if (TargetOf(link) is { } target)
                {
                    paths.Add(target);
                }
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw new EvidenceMissingException($"the open files of {said} are not ours to see; run the platform as the same user or with CAP_SYS_PTRACE");
        }
        catch (DirectoryNotFoundException)
        {
            throw new EvidenceMissingException($"{said} has ended");
        }
        return Task.FromResult(Describe(said, paths, LimitOf(folder, id)));
    }

    private static string Describe(string said, List<string> paths, string limit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{said}: {paths.Count} open, limit {limit}\n");
        foreach (IGrouping<string, string> kind in paths.GroupBy(KindOf).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{kind.Count(),8} {kind.Key}\n");
        }
        text.Append("\nmost often open\n");
        foreach (IGrouping<string, string> path in paths.Where(path => path.StartsWith('/')).GroupBy(path => path, StringComparer.Ordinal)
            .OrderByDescending(path => path.Count()).ThenBy(path => path.Key, StringComparer.Ordinal).Take(Top))
        {
            text.Append(CultureInfo.InvariantCulture, $"{path.Count(),8} {EvidenceText.OneLine(path.Key)}\n");
        }
        return text.ToString();
    }

    /// <summary>Of <c>socket:[123]</c> the word, of a path where it leads.</summary>
    private static string KindOf(string target) =>
        target.StartsWith("/dev/", StringComparison.Ordinal) ? "device"
        : target.EndsWith(" (deleted)", StringComparison.Ordinal) ? "deleted file"
        : target.StartsWith('/') ? "file"
        : target.Split(':')[0];

    private static string? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            // Closed while we looked.
            return null;
        }
    }

    private static string LimitOf(ProcessFolder folder, int id)
    {
        string? line = Encoding.ASCII.GetString(folder.Peek(id, "limits")).Split('\n')
            .FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return line?["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "unknown";
    }
}
