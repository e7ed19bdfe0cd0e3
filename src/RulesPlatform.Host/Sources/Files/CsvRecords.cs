using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
/// Records of a UTF-8 CSV text (RFC 4180): commas between fields, quotes around those that hold commas, quotes or line breaks,
/// a quote inside doubled. Line breaks may be LF or CRLF; empty lines are skipped. The fields of one record are held at a time.
/// </summary>
internal ref struct CsvRecords
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly List<int> _ends = [];
    private byte[] _fields = new byte[256];
    private int _length;
    private int _at;
    private int _nextLine = 1;

    public CsvRecords(ReadOnlySpan<byte> text)
    {
        _text = text;
        _at = text.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>The line, from 1, that the record begins on.</summary>
    public int Line { get; private set; }

    public readonly int Count => _ends.Count;

    public readonly ReadOnlySpan<byte> this[int field]
    {
        get
        {
            int start = field == 0 ? 0 : _ends[field - 1];
            return _fields.AsSpan(start, _ends[field] - start);
        }
    }

    /// <exception cref="SourceFaultException">Quotes that do not pair.</exception>
    public bool TryRead()
    {
        SkipEmptyLines();
        (_length, Line) = (0, _nextLine);
        _ends.Clear();
        if (_at >= _text.Length)
        {
            return false;
        }
        while (ReadField())
        {
        }
        _nextLine++;
        return true;
    }

    private void SkipEmptyLines()
    {
        while (_at < _text.Length && _text[_at] is (byte)'\n' or (byte)'\r')
        {
            _nextLine += _text[_at++] == '\n' ? 1 : 0;
        }
    }

    /// <returns>False behind the record's last field.</returns>
    private bool ReadField()
    {
        if (_at < _text.Length && _text[_at] == '"')
        {
            ReadQuoted();
        }
        else
        {
            int length = _text[_at..].IndexOfAny((byte)',', (byte)'\n');
            length = length < 0 ? _text.Length - _at : length;
            int trimmed = length > 0 && _text[_at + length - 1] == '\r' ? length - 1 : length;
            Keep(_text.Slice(_at, trimmed));
            _at += length;
        }
        _ends.Add(_length);
        bool isComma = _at < _text.Length && _text[_at] == ',';
        _at++;
        return isComma;
    }

    private void ReadQuoted()
    {
        int line = _nextLine;
        _at++;
        while (true)
        {
            int quote = _text[_at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                throw new SourceFaultException($"line {line}: a quoted field is not closed");
            }
            _nextLine += _text.Slice(_at, quote).Count((byte)'\n');
            Keep(_text.Slice(_at, quote));
            _at += quote + 1;
            if (_at >= _text.Length || _text[_at] != '"')
            {
                break;
            }
            Keep("\""u8);
            _at++;
        }
        _at += _at + 1 < _text.Length && _text[_at] == '\r' && _text[_at + 1] == '\n' ? 1 : 0;
        if (_at < _text.Length && _text[_at] is not ((byte)',' or (byte)'\n'))
        {
            throw new SourceFaultException($"line {_nextLine}: there is text behind a quoted field; a quote inside is written twice");
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _fields.Length)
        {
            Array.Resize(ref _fields, Math.Max(_length + bytes.Length, _fields.Length * 2));
        }
        bytes.CopyTo(_fields.AsSpan(_length));
        _length += bytes.Length;
    }
}
