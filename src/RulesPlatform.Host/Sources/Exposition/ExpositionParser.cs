using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>
/// Reads one target's bodies. All or nothing: a malformed body leaves writer, series table, catalogue and memory as they were.
/// A body whose lines are of the same series in the same order as the last one's is read without looking at their labels and without
/// allocating. Not thread-safe.
/// </summary>
/// <param name="clash">Who wins where a sample carries a label that the target's labels carry too.</param>
/// <param name="honorTimestamps">Whether a sample's own time is kept.</param>
internal sealed class ExpositionParser(MetricCatalog catalog, LabelClash clash, bool honorTimestamps)
{
    private readonly SeriesMemory _memory = new();
    private readonly SampleRows _rows = new();
    private bool _isEnded;

    /// <param name="defaultTime">The time, in Unix milliseconds, of samples without one of their own; null makes them of the slot.</param>
    /// <exception cref="SourceFaultException">The body is malformed (line, column, reason and excerpt), or breaks a guard.</exception>
    public void Parse(ReadOnlySpan<byte> body, ExpositionFormat format, SampleWriter writer, long? defaultTime = null)
    {
        _rows.Clear();
        _memory.Rewind();
        _isEnded = false;
        int at = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < body.Length)
        {
            at = TryReadExpected(body, format, at, out int next) ? next : ReadLine(body, format, at);
        }
        if (format == ExpositionFormat.OpenMetrics && !_isEnded)
        {
            new LineCursor(body, body.Length, body.Length).Fail("the body ends without '# EOF': it was probably cut off");
        }
        Apply(body, writer, defaultTime);
    }

    /// <summary>The way of a steady body: the bytes expected here, a number, a line break.</summary>
    private bool TryReadExpected(ReadOnlySpan<byte> body, ExpositionFormat format, int at, out int next)
    {
        next = at;
        if (_isEnded || !_memory.TryExpect(body[at..], out int entry, out int length, out int meaning))
        {
            return false;
        }
        at += length;
        double value = 0;
        long time = 0;
        if (meaning != SeriesMemory.Metadata && !TryReadValue(body, format, ref at, out value, ref time))
        {
            return false;
        }
        if ((uint)at < (uint)body.Length && body[at] == '\r')
        {
            at++;
        }
        if ((uint)at >= (uint)body.Length || body[at] != '\n')
        {
            return false;
        }
        next = at + 1;
        _memory.Advance();
        _rows.Add(entry, value, time);
        return true;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> body, ExpositionFormat format, ref int at, out double value, ref long time)
    {
        value = 0;
        int blank = at;
        while ((uint)at < (uint)body.Length && body[at] == ' ')
        {
            at++;
        }
        if (at == blank || !NumberText.TryRead(body[at..], out value, out int length))
        {
            return false;
        }
        at += length;
        if ((uint)at < (uint)body.Length && body[at] == ' ')
        {
            if (!TimeText.TryRead(body[(at + 1)..], format, out time, out length))
            {
                return false;
            }
            at += 1 + length;
        }
        return true;
    }

    /// <summary>The way of everything else: one line, looked at byte by byte.</summary>
    /// <returns>Where the next line begins.</returns>
    private int ReadLine(ReadOnlySpan<byte> body, ExpositionFormat format, int start)
    {
        int length = body[start..].IndexOf((byte)'\n');
        int next = length < 0 ? body.Length : start + length + 1;
        int end = length < 0 ? body.Length : start + length;
        end -= end > start && body[end - 1] == '\r' ? 1 : 0;
        var cursor = new LineCursor(body, start, end);
        cursor.SkipBlanks();
        if (cursor.IsAtEnd)
        {
            return next;
        }
        if (_isEnded)
        {
            cursor.Fail("there is text behind '# EOF'");
        }
        if (body[start..end].SequenceEqual("# EOF"u8))
        {
            _isEnded = format == ExpositionFormat.OpenMetrics;
            return next;
        }
        if (length < 0)
        {
            cursor.FailAt(end, "the body ends without a line feed: it was probably cut off");
        }
        if (cursor.Here == '#')
        {
            ReadComment(ref cursor, format, body[start..end], start);
        }
        else
        {
            ReadSample(ref cursor, format);
        }
        return next;
    }

    private void ReadComment(ref LineCursor cursor, ExpositionFormat format, ReadOnlySpan<byte> line, int start)
    {
        if (_memory.TryFind(line, out int entry))
        {
            _rows.Add(entry, 0, 0);
            return;
        }
        MetadataText metadata = MetadataText.Read(ref cursor, format);
        _rows.AddNew(new SampleRows.NewText(start, line.Length, null, metadata), 0, 0);
    }

    private void ReadSample(ref LineCursor cursor, ExpositionFormat format)
    {
        int start = cursor.At;
        int measured = SeriesText.Measure(cursor.Rest);
        if (_memory.TryFind(cursor.Rest[..measured], out int entry))
        {
            cursor.At += measured;
            (double known, long at) = ReadPoint(ref cursor, format);
            _rows.Add(entry, known, at);
            return;
        }
        SeriesKey series = SeriesText.Read(ref cursor);
        int length = cursor.At - start;
        if (cursor.Since(start)[^1] != '}' && !cursor.IsAtEnd && cursor.Here is not ((byte)' ' or (byte)'\t'))
        {
            cursor.Fail($"expected a blank or '{{' behind the metric name '{series.Metric}', found {cursor.Found()}");
        }
        (double value, long time) = ReadPoint(ref cursor, format);
        _rows.AddNew(new SampleRows.NewText(start, length, series, default), value, time);
    }

    private static (double Value, long Time) ReadPoint(ref LineCursor cursor, ExpositionFormat format)
    {
        double value = SampleText.ReadValue(ref cursor, "the series");
        long time = SampleText.ReadTime(ref cursor, format);
        SampleText.SkipExemplar(ref cursor, format);
        return (value, time);
    }

    private void Apply(ReadOnlySpan<byte> body, SampleWriter writer, long? defaultTime)
    {
        Span<int> entries = _rows.Entries;
        if (!_memory.IsAsExpected(entries.Length) || _rows.New.Count > 0)
        {
            Learn(body, writer);
            _memory.Expect(entries);
            entries = _rows.Entries;
        }
        for (int i = 0; i < entries.Length; i++)
        {
            int meaning = _memory.MeaningOf(entries[i]);
            if (meaning >= 0)
            {
                long time = honorTimestamps ? _rows.Times[i] : 0;
                writer.Add(new SeriesId(meaning), _rows.Values[i], time != 0 ? time : defaultTime);
            }
            else if (meaning == SeriesMemory.Dropped)
            {
                writer.Drop();
            }
        }
    }

    /// <summary>Gives every new text a meaning and an entry.</summary>
    private void Learn(ReadOnlySpan<byte> body, SampleWriter writer)
    {
        foreach (ref int entry in _rows.Entries)
        {
            if (entry >= 0)
            {
                continue;
            }
            SampleRows.NewText text = _rows.New[~entry];
            int meaning = SeriesMemory.Metadata;
            if (text.Series is { } series)
            {
                meaning = writer.TryResolve(series.Metric, series.Labels, clash, out SeriesId id) ? id.Value : SeriesMemory.Dropped;
            }
            else if (text.Metadata.Family is { } family)
            {
                catalog.Describe(family, text.Metadata.Type, text.Metadata.Unit, text.Metadata.Help);
            }
            entry = _memory.Add(body.Slice(text.Start, text.Length), meaning);
        }
    }
}
