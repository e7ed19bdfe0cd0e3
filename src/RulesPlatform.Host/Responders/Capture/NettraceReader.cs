using System.Text;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>
/// Reads event counters from a trace as it arrives (perfview's <c>NetTraceFormat_v5.md</c>, format 4, which runtimes up to .NET 10 write):
/// objects with a type's name, of which blocks of metadata and of events matter here. Blocking; ends with the stream.
/// </summary>
internal sealed class NettraceReader(Stream stream)
{
    private const byte NullReference = 1, BeginObject = 5, EndObject = 6;
    private const int LongestBlock = 16 * 1024 * 1024, LongestName = 256, TraceLength = 48;

    private readonly Dictionary<int, NettraceEvent> _metadata = [];
    private long _position;

    /// <exception cref="InvalidDataException">The stream is no such trace.</exception>
    public IEnumerable<CounterReading> ReadCounters()
    {
        if (Encoding.ASCII.GetString(Read(8)) != "Nettrace" || Encoding.ASCII.GetString(Read(Length(LongestName))) != "!FastSerialization.1")
        {
            throw new InvalidDataException("the runtime sends a format that is not known here");
        }
        while (Read(1)[0] == BeginObject)
        {
            string type = ReadType();
            if (type == "Trace")
            {
                Read(TraceLength);
            }
            else
            {
                byte[] block = ReadBlock();
                foreach (CounterReading counter in type switch { "MetadataBlock" => ReadEvents(block, isMetadata: true), "EventBlock" => ReadEvents(block, isMetadata: false), _ => [] })
                {
                    yield return counter;
                }
            }
            Expect(EndObject);
        }
    }

    private string ReadType()
    {
        Expect(BeginObject);
        Expect(NullReference);
        Read(8);
        string name = Encoding.ASCII.GetString(Read(Length(LongestName)));
        Expect(EndObject);
        return name;
    }

    private byte[] ReadBlock()
    {
        int length = Length(LongestBlock);
        Read((int)((4 - _position % 4) % 4));
        return Read(length);
    }

    private List<CounterReading> ReadEvents(byte[] block, bool isMetadata)
    {
        var counters = new List<CounterReading>();
        var reader = new NettraceSpan(block);
        int headerLength = reader.Int16();
        bool isCompressed = (reader.Int16() & 1) != 0;
        reader.Take(headerLength - 4);
        if (!isCompressed)
        {
            throw new InvalidDataException("the runtime sends events without compressed headers");
        }
        int metadataId = 0, length = 0;
        while (!reader.IsAtEnd)
        {
            ReadHeader(ref reader, ref metadataId, ref length);
            var payload = new NettraceSpan(reader.Take(length));
            if (isMetadata)
            {
                AddMetadata(payload);
            }
            else if (_metadata.TryGetValue(metadataId, out NettraceEvent? kind) && kind.Name == "EventCounters" && ReadCounter(kind, payload) is { } counter)
            {
                counters.Add(counter);
            }
        }
        return counters;
    }

    /// <summary>What is not sent is as it was in the event before.</summary>
    private static void ReadHeader(ref NettraceSpan reader, ref int metadataId, ref int length)
    {
        byte sent = reader.Byte();
        if ((sent & 0x01) != 0)
        {
            metadataId = (int)reader.Variable();
        }
        if ((sent & 0x02) != 0)
        {
            // Sequence number, capturing thread, processor.
            reader.Variable();
            reader.Variable();
            reader.Variable();
        }
        if ((sent & 0x04) != 0)
        {
            // Thread.
            reader.Variable();
        }
        if ((sent & 0x08) != 0)
        {
            // Stack.
            reader.Variable();
        }
        // Time since the event before.
        reader.Variable();
        // Activity and related activity.
        reader.Take(((sent & 0x10) != 0 ? 16 : 0) + ((sent & 0x20) != 0 ? 16 : 0));
        if ((sent & 0x80) != 0)
        {
            length = (int)reader.Variable();
        }
    }

    private void AddMetadata(NettraceSpan payload)
    {
        int id = payload.Int32();
        string provider = payload.Text();
        // Event id, and behind the name keywords, version and level.
        payload.Int32();
        string name = payload.Text();
        payload.Take(16);
        _metadata[id] = new NettraceEvent(provider, name, ReadFields(ref payload, depth: 0));
    }

    private static List<NettraceField> ReadFields(ref NettraceSpan payload, int depth)
    {
        int count = payload.Int32();
        if (count is < 0 or > 256 || depth > 4)
        {
            throw new InvalidDataException("the trace describes an event with more fields than any has");
        }
        var fields = new List<NettraceField>(count);
        for (int i = 0; i < count; i++)
        {
            var type = (TypeCode)payload.Int32();
            List<NettraceField> inner = type == TypeCode.Object ? ReadFields(ref payload, depth + 1) : [];
            fields.Add(new NettraceField(payload.Text(), type, inner));
        }
        return fields;
    }

    private static CounterReading? ReadCounter(NettraceEvent kind, NettraceSpan payload)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        ReadValues(kind.Fields, ref payload, values);
        bool isIncrease = values.ContainsKey("Increment");
        return values.GetValueOrDefault("Name") is string name && values.GetValueOrDefault(isIncrease ? "Increment" : "Mean") is double value
            ? new CounterReading(name, values.GetValueOrDefault("DisplayName") as string ?? name, value, values.GetValueOrDefault("DisplayUnits") as string ?? "", isIncrease)
            : null;
    }

    private static void ReadValues(IReadOnlyList<NettraceField> fields, ref NettraceSpan payload, Dictionary<string, object> values)
    {
        foreach (NettraceField field in fields)
        {
            switch (field.Type)
            {
                case TypeCode.Object:
                    ReadValues(field.Fields, ref payload, values);
                    break;
                case TypeCode.String:
                    values[field.Name] = payload.Text();
                    break;
                case TypeCode.Double:
                    values[field.Name] = payload.Double();
                    break;
                case TypeCode.Single:
                    values[field.Name] = payload.Single();
                    break;
                default:
                    payload.Take(LengthOf(field.Type));
                    break;
            }
        }
    }

    private static int LengthOf(TypeCode type) => type switch
    {
        TypeCode.SByte or TypeCode.Byte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Boolean or TypeCode.Int32 or TypeCode.UInt32 => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.DateTime => 8,
        TypeCode.Decimal => 16,
        _ => throw new InvalidDataException($"the trace holds a field of the unknown type {(int)type}"),
    };

    private int Length(int most)
    {
        int length = new NettraceSpan(Read(4)).Int32();
        return length >= 0 && length <= most ? length : throw new InvalidDataException($"a part of the trace says it is {length} bytes long");
    }

    private void Expect(byte tag)
    {
        byte found = Read(1)[0];
        if (found != tag)
        {
            throw new InvalidDataException($"the trace has the tag {found} where {tag} belongs");
        }
    }

    private byte[] Read(int length)
    {
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        _position += length;
        return bytes;
    }
}
