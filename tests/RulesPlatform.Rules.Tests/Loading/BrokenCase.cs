using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RulesPlatform.Rules.Tests.Loading;

/// <summary>
/// One way to break the small world, and what is said of it. In a file of cases: <c>=== title</c>, then edits
/// (<c>path | old | new</c>; <c>path | = whole text</c>; <c>path | gone</c>), then <c>---</c> and the rendered diagnostics.
/// <c>«2000*x»</c> repeats, <c>«FF»</c> is a byte, <c>«n»</c> a line break.
/// </summary>
internal sealed partial record BrokenCase(string File, string Title, IReadOnlyList<string> Edits, string Expected)
{
    private static readonly Lock s_rewriting = new();

    public static IEnumerable<BrokenCase> ReadAll() => ReadAll(Path.Combine(Worlds.Here(), "Cases"));

    public static IEnumerable<BrokenCase> ReadAll(string folder) =>
        Directory.EnumerateFiles(folder, "*.cases").Order(StringComparer.Ordinal).SelectMany(Read);

    public static IEnumerable<BrokenCase> Read(string file)
    {
        foreach (string section in System.IO.File.ReadAllText(file).Split("=== ").Skip(1))
        {
            string[] halves = section.Split("\n---\n", 2);
            string[] lines = halves[0].TrimEnd('\n').Split('\n');
            yield return new BrokenCase(file, lines[0], lines[1..], halves.Length > 1 ? halves[1].TrimEnd('\n') : "");
        }
    }

    /// <summary>Puts what is said now into the file; cases of one file may be rewritten side by side.</summary>
    public void Rewrite(string rendered)
    {
        lock (s_rewriting)
        {
            IEnumerable<BrokenCase> cases = [.. Read(File).Select(other => other.Title == Title ? other with { Expected = rendered } : other)];
            System.IO.File.WriteAllText(File, string.Join("\n", cases.Select(one => $"=== {one.Title}\n{string.Join("\n", one.Edits)}\n---\n{one.Expected}\n")));
        }
    }

    public Dictionary<string, byte[]> World()
    {
        Dictionary<string, byte[]> world = Worlds.Read("small");
        foreach (string edit in Edits)
        {
            string[] parts = edit.Split(" | ");
            string text = world.TryGetValue(parts[0], out byte[]? content) ? Encoding.Latin1.GetString(content) : "";
            switch (parts)
            {
                case [var path, "gone"]:
                    world.Remove(path);
                    break;
                case [var path, ['=', ' ', .. var whole]]:
                    world[path] = Encoding.Latin1.GetBytes(Expand(whole));
                    break;
                case [var path, var old, var @new]:
                    Assert.AreEqual(2, text.Split(Expand(old)).Length, $"{Title}: '{old}' must be in {path} once.");
                    world[path] = Encoding.Latin1.GetBytes(text.Replace(Expand(old), Expand(@new), StringComparison.Ordinal));
                    break;
                default:
                    Assert.Fail($"{Title}: '{edit}' is no edit.");
                    break;
            }
        }
        return world;
    }

    public override string ToString() => Title;

    // Latin-1 carries bytes as characters, so that a case can hold what is not UTF-8.
    private static string Expand(string text)
    {
        string expanded = Repeats().Replace(text, match => string.Concat(Enumerable.Repeat(match.Groups[2].Value, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))));
        expanded = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(expanded.Replace("«n»", "\n", StringComparison.Ordinal)));
        return Bytes().Replace(expanded, match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());
    }

    [GeneratedRegex("«([0-9]+)\\*([^»]+)»")]
    private static partial Regex Repeats();

    [GeneratedRegex("\u00C2\u00AB([0-9A-F]{2})\u00C2\u00BB")]
    private static partial Regex Bytes();
}
