using System.IO.Enumeration;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>The numbered folders under <c>/proc</c>. Not thread-safe.</summary>
internal sealed class ProcessFolder(KernelTree tree)
{
    private static readonly EnumerationOptions Plain = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly string _path = tree.PathOf("proc");
    private readonly byte[] _buffer = new byte[4096];

    public bool Exists => Directory.Exists(_path);

    /// <summary>Ids of the processes there are now, in the kernel's order.</summary>
    /// <exception cref="IOException">There is no such folder.</exception>
    public IEnumerable<int> Ids => new FileSystemEnumerable<int>(_path, static (ref entry) => int.Parse(entry.FileName), Plain)
    {
        ShouldIncludePredicate = static (ref entry) => int.TryParse(entry.FileName, out _),
    };

    public string PathOf(int id, string file) => $"{_path}/{id}/{file}";

    /// <summary>The beginning of a process's file, valid until the next read; empty where the process or our right to see it is gone.</summary>
    public ReadOnlySpan<byte> Peek(int id, string file)
    {
        try
        {
            using SafeFileHandle handle = File.OpenHandle(PathOf(id, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return _buffer.AsSpan(0, RandomAccess.Read(handle, _buffer, 0));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// What a person calls the process: its kernel name, the file name of its program, and, where an interpreter runs it, that of its
    /// script or assembly with and without its ending.
    /// </summary>
    public IReadOnlyList<string> NamesOf(int id)
    {
        string kernelName = Encoding.UTF8.GetString(Peek(id, "comm").TrimEnd((byte)'\n'));
        string[] arguments = Encoding.UTF8.GetString(Peek(id, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (arguments.Length == 0)
        {
            return kernelName.Length == 0 ? [] : [kernelName];
        }
        string program = FileNameOf(arguments[0]);
        var names = new List<string> { kernelName, program };
        if (IsInterpreter(program) && Array.Find(arguments[1..], argument => !argument.StartsWith('-') && argument != "exec") is { } script)
        {
            names.Add(FileNameOf(script));
            names.Add(Path.GetFileNameWithoutExtension(FileNameOf(script)));
        }
        return names;
    }

    /// <summary>How many files the process has open; null where we may not see.</summary>
    public int? CountOpenFiles(int id)
    {
        try
        {
            return new FileSystemEnumerable<bool>(PathOf(id, "fd"), static (ref _) => true, Plain).Count();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsInterpreter(string program) =>
        program is "dotnet" or "java" or "node" or "ruby" or "perl" or "bash" or "sh"
        || program.StartsWith("python", StringComparison.Ordinal);

    private static string FileNameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
