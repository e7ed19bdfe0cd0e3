namespace RulesPlatform.Host.Sources.Machine;

/// <summary>The root below which <c>proc</c> and <c>sys</c> are looked for, and the files that are held open there. Not thread-safe.</summary>
/// <param name="root"><c>/</c> on a live machine; a recorded tree, or the host's root as a container sees it, otherwise.</param>
internal sealed class KernelTree(string root) : IDisposable
{
    private readonly HashSet<KernelFile> _open = [];

    public string PathOf(string relative) => Path.Combine(root, relative);

    /// <summary>Where a path of the machine itself is found from here.</summary>
    public string Mapped(string absolute) => root == "/" ? absolute : root.TrimEnd('/') + absolute;

    public KernelFile Open(string relative, int expectedLength = 4096)
    {
        var file = new KernelFile(PathOf(relative), expectedLength);
        _open.Add(file);
        return file;
    }

    public void Close(KernelFile file)
    {
        _open.Remove(file);
        file.Dispose();
    }

    public void Dispose()
    {
        foreach (KernelFile file in _open)
        {
            file.Dispose();
        }
        _open.Clear();
    }
}
