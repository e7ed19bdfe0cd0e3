namespace RulesPlatform.Host.Tests.Sources.Machine;

/// <summary>
/// A machine's <c>/proc</c> and <c>/sys</c> as they once were, unpacked into a folder of its own. Recorded in one text file: a line
/// <c>--- path</c>, then the file's text.
/// </summary>
internal sealed class RecordedTree : IDisposable
{
    private const string Mark = "--- ";

    public RecordedTree() => Root = Directory.CreateTempSubdirectory("rulesplatform-tree-").FullName;

    public string Root { get; }

    public static RecordedTree Of(string name)
    {
        var tree = new RecordedTree();
        string path = "";
        var text = new List<string>();
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sources/Machine/Recorded", name + ".tree")).Append(Mark))
        {
            if (!line.StartsWith(Mark, StringComparison.Ordinal))
            {
                text.Add(line);
                continue;
            }
            if (path.Length > 0)
            {
                tree[path] = string.Concat(text.Select(kept => kept + "\n"));
            }
            path = line[Mark.Length..];
            text.Clear();
        }
        return tree;
    }

    public string this[string path]
    {
        get => File.ReadAllText(Path.Combine(Root, path));
        set
        {
            string full = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, value);
        }
    }

    public void Remove(string path)
    {
        string full = Path.Combine(Root, path);
        if (Directory.Exists(full))
        {
            Directory.Delete(full, recursive: true);
        }
        else
        {
            File.Delete(full);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
