using Microsoft.Win32.SafeHandles;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// One file under <c>/proc</c> or <c>/sys</c>, kept open and read from its start each time: the kernel writes it anew at offset 0.
/// Reading allocates nothing once the buffer has grown to the file's length. Not thread-safe.
/// </summary>
internal sealed class KernelFile(string path, int expectedLength = 4096) : IDisposable
{
    /// <summary>Linux: the file is there, but what it tells of is switched off (pressure under <c>psi=0</c>, speed of a virtual device).</summary>
    private const int NotSupported = 95, InvalidArgument = 22;

    private SafeFileHandle? _handle;
    private byte[] _buffer = new byte[expectedLength];

    public string Path => path;

    /// <summary>
    /// The file's text now, valid until the next read. False where the machine has no such file, or has it but not what it tells of.
    /// </summary>
    /// <exception cref="IOException">It is there but cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not ours to read.</exception>
    public bool TryRead(out ReadOnlySpan<byte> text)
    {
        text = [];
        if (_handle is null && !File.Exists(path))
        {
            return false;
        }
        try
        {
            _handle ??= File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            text = _buffer.AsSpan(0, Fill(_handle));
            return true;
        }
        catch (IOException failure)
        {
            Dispose();
            return failure is FileNotFoundException or DirectoryNotFoundException || failure.HResult is NotSupported or InvalidArgument
                ? false
                : throw new IOException($"{path}: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _handle = null;
    }

    private int Fill(SafeFileHandle handle)
    {
        int length = 0;
        while (true)
        {
            int read = RandomAccess.Read(handle, _buffer.AsSpan(length), length);
            length += read;
            if (read == 0)
            {
                return length;
            }
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }
    }
}
