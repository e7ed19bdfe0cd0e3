using System.Text;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
/// Reads samples from CSV: a header, then one sample a record. <c>timestamp</c> is ISO 8601, Unix seconds or Unix milliseconds;
/// an empty one, or none, means the file's own time. An empty label is no label. All or nothing.
/// </summary>
internal static class CsvParser
{
    private const byte Separator = 0x1F;

    /// <exception cref="SourceFaultException">Line and reason.</exception>
    public static void Parse(ReadOnlySpan<byte> text, SampleWriter writer, long defaultTime)
    {
        var records = new CsvRecords(text);
        CsvColumns columns = CsvColumns.Read(ref records);
        var memory = new SeriesMemory();
        var rows = new SampleRows();
        List<SeriesKey> series = [];
        byte[] key = [];
        while (records.TryRead())
        {
            if (records.Count != columns.Count)
            {
                throw new SourceFaultException($"line {records.Line}: {records.Count} fields, where the header has {columns.Count}");
            }
            ReadOnlySpan<byte> identity = KeyOf(ref records, columns, ref key);
            if (!memory.TryFind(identity, out int entry))
            {
                series.Add(columns.SeriesOf(ref records));
                entry = memory.Add(identity, series.Count - 1);
            }
            rows.Add(memory.MeaningOf(entry), ValueOf(ref records, columns), TimeOf(ref records, columns, defaultTime));
        }
        Apply(rows, series, writer);
    }

    private static void Apply(SampleRows rows, List<SeriesKey> series, SampleWriter writer)
    {
        int[] ids = [.. series.Select(key => writer.TryResolve(key.Metric, key.Labels, LabelClash.TheirsWins, out SeriesId id) ? id.Value : SeriesMemory.Dropped)];
        for (int i = 0; i < rows.Count; i++)
        {
            int id = ids[rows.Entries[i]];
            if (id == SeriesMemory.Dropped)
            {
                writer.Drop();
                continue;
            }
            writer.Add(new SeriesId(id), rows.Values[i], rows.Times[i]);
        }
    }

    private static double ValueOf(ref CsvRecords records, CsvColumns columns)
    {
        ReadOnlySpan<byte> field = records[columns.Value].Trim((byte)' ');
        return NumberText.TryRead(field, out double value, out int length) && length == field.Length
            ? value
            : throw new SourceFaultException($"line {records.Line}: '{Encoding.UTF8.GetString(field)}' is no number");
    }

    private static long TimeOf(ref CsvRecords records, CsvColumns columns, long defaultTime)
    {
        ReadOnlySpan<byte> field = columns.Timestamp < 0 ? [] : records[columns.Timestamp].Trim((byte)' ');
        if (field.IsEmpty)
        {
            return defaultTime;
        }
        return TimestampText.TryRead(field, out long unixMs)
            ? unixMs
            : throw new SourceFaultException($"line {records.Line}: '{Encoding.UTF8.GetString(field)}' is no timestamp; expected ISO 8601, Unix seconds or Unix milliseconds");
    }

    /// <summary>Metric and labels, which a series is known by within one file.</summary>
    private static ReadOnlySpan<byte> KeyOf(ref CsvRecords records, CsvColumns columns, ref byte[] key)
    {
        int length = 0;
        for (int column = 0; column < records.Count; column++)
        {
            if (column != columns.Metric && !columns.IsLabel(column))
            {
                continue;
            }
            ReadOnlySpan<byte> field = records[column];
            if (key.Length < length + field.Length + 1)
            {
                Array.Resize(ref key, Math.Max(256, (length + field.Length + 1) * 2));
            }
            field.CopyTo(key.AsSpan(length));
            key[length + field.Length] = Separator;
            length += field.Length + 1;
        }
        return key.AsSpan(0, length);
    }
}
