using System.Buffers.Text;
using System.Text;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Lines and white-space separated fields of what the kernel prints under <c>/proc</c> and <c>/sys</c>. Allocates nothing but the
/// message of a fault, which names the file, the line and what stood there.
/// </summary>
internal ref struct KernelTextReader
{
    private readonly string _path;
    private ReadOnlySpan<byte> _following;
    private ReadOnlySpan<byte> _line;
    private int _lineNumber;

    public KernelTextReader(string path, ReadOnlySpan<byte> text)
    {
        _path = path;
        _following = text;
    }

    /// <summary>What is left of the current line.</summary>
    public readonly ReadOnlySpan<byte> Line => _line;

    /// <summary>Moves to the next line that is not blank; false at the end of the text.</summary>
    public bool NextLine()
    {
        while (!_following.IsEmpty)
        {
            int end = _following.IndexOf((byte)'\n');
            _line = end < 0 ? _following : _following[..end];
            _following = end < 0 ? [] : _following[(end + 1)..];
            _lineNumber++;
            SkipBlanks();
            if (!_line.IsEmpty)
            {
                return true;
            }
        }
        _line = [];
        return false;
    }

    public readonly bool HasField => !_line.IsEmpty;

    /// <summary>The next field, empty where the line is used up.</summary>
    public ReadOnlySpan<byte> Field()
    {
        int end = _line.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> field = end < 0 ? _line : _line[..end];
        _line = _line[field.Length..];
        SkipBlanks();
        return field;
    }

    /// <summary>What stands before the last <paramref name="mark"/> of the line; the reader goes on behind it.</summary>
    /// <exception cref="SourceFaultException">The line has no such mark.</exception>
    public ReadOnlySpan<byte> Until(byte mark)
    {
        int end = _line.LastIndexOf(mark);
        if (end < 0)
        {
            throw Fault($"'{(char)mark}' is missing");
        }
        ReadOnlySpan<byte> found = _line[..end];
        _line = _line[(end + 1)..];
        SkipBlanks();
        return found;
    }

    public void Skip(int fields)
    {
        for (int i = 0; i < fields; i++)
        {
            Field();
        }
    }

    /// <exception cref="SourceFaultException">The next field is missing or no unsigned whole number.</exception>
    public ulong Number()
    {
        ReadOnlySpan<byte> field = Field();
        return Utf8Parser.TryParse(field, out ulong value, out int used) && used == field.Length
            ? value
            : throw Fault(field.IsEmpty ? "a number is missing" : $"'{Encoding.UTF8.GetString(field)}' is not a whole number");
    }

    /// <exception cref="SourceFaultException">The next field is missing or no finite decimal number.</exception>
    public double Decimal()
    {
        ReadOnlySpan<byte> field = Field();
        return Utf8Parser.TryParse(field, out double value, out int used) && used == field.Length && double.IsFinite(value)
            ? value
            : throw Fault(field.IsEmpty ? "a number is missing" : $"'{Encoding.UTF8.GetString(field)}' is not a number");
    }

    public readonly SourceFaultException Fault(string what) => new($"{_path}, line {_lineNumber}: {what}");

    private void SkipBlanks() => _line = _line.TrimStart(" \t"u8);
}
