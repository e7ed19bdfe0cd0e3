using System.Runtime.CompilerServices;

namespace RulesPlatform.RuleLint.Tests;

/// <summary>A copy of the shipped rules that a test may edit.</summary>
internal sealed class ShippedCopy : IDisposable
{
    public ShippedCopy()
    {
        string rules = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "rules"));
        foreach (string file in Directory.EnumerateFiles(rules, "*.json", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(rules, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("shipped-").FullName;

    /// <summary>At the first place where <paramref name="old"/> stands.</summary>
    public void Edit(string file, string old, string @new)
    {
        string path = Path.Combine(Folder, file);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at, $"'{old}' must be in {file}.");
        File.WriteAllText(path, text[..at] + @new + text[(at + old.Length)..]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Here([CallerFilePath] string path = "") => path;
}
