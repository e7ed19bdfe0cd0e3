using System.Runtime.CompilerServices;
using System.Text;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Tests.Loading;

/// <summary>Rule folders kept beside the tests, read as texts and written where a test wants them.</summary>
internal static class Worlds
{
    public static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    public static bool Rewrites => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static Dictionary<string, byte[]> Read(string name)
    {
        string folder = Path.Combine(Here(), "Worlds", name);
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
    }

    public static RuleText[] Texts(Dictionary<string, byte[]> world) => [.. world.Select(file => new RuleText(file.Key, file.Value))];

    public static void Write(Dictionary<string, byte[]> world, string folder)
    {
        foreach ((string path, byte[] content) in world)
        {
            string full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content);
        }
    }

    public static void Edit(this Dictionary<string, byte[]> world, string path, string old, string @new)
    {
        string text = Encoding.UTF8.GetString(world[path]);
        Assert.AreEqual(2, text.Split(old).Length, $"'{old}' must be in {path} once.");
        world[path] = Encoding.UTF8.GetBytes(text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>The value, which must equal the file beside the tests; the switch rewrites the file.</summary>
    public static void AssertGolden(string file, string actual)
    {
        if (Rewrites)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        Assert.AreEqual(File.Exists(file) ? File.ReadAllText(file) : "(no golden file; run with UPDATE_GOLDEN=1)", actual);
    }
}
