using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Writes a generation's files into a rules folder.</summary>
internal static class RuleFiles
{
    /// <summary>Writes <paramref name="wanted"/>, each file whole or not at all, and deletes those of <paramref name="present"/> that are not among them. Other files are left alone.</summary>
    public static async Task Restore(string folder, IReadOnlyList<RuleFile> present, IReadOnlyList<RuleFile> wanted, CancellationToken cancellation)
    {
        foreach (RuleFile file in wanted)
        {
            string path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string half = path + ".part";
            await File.WriteAllBytesAsync(half, file.Content, cancellation);
            File.Move(half, path, overwrite: true);
        }
        foreach (RuleFile gone in present.Where(file => wanted.All(one => one.Path != file.Path)))
        {
            File.Delete(Path.Combine(folder, gone.Path));
        }
    }
}
