using System.Buffers.Binary;
using System.Text;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>
/// Messages of the diagnostics IPC protocol (dotnet/diagnostics, <c>documentation/design-docs/ipc-protocol.md</c>): a header of 20
/// bytes, then the payload; little endian; strings as a count of UTF-16 units with a zero at the end.
/// </summary>
internal static class DiagnosticMessage
{
    public const int HeaderLength = 20;

    private const byte EventPipeCommands = 0x02, StopTracing = 0x01, CollectTracing2 = 0x03;
    private const byte ServerCommands = 0xFF, Ok = 0x00;
    private const uint BufferMegabytes = 16, NettraceFormat = 1, Verbose = 5;

    private static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <summary>Asks for one provider's events, without the closing list of methods.</summary>
    public static byte[] Collect(string provider, string arguments)
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(BufferMegabytes);
        writer.Write(NettraceFormat);
        writer.Write(false);
        writer.Write(1u);
        writer.Write(ulong.MaxValue);
        writer.Write(Verbose);
        WriteText(writer, provider);
        WriteText(writer, arguments);
        return Framed(CollectTracing2, payload.ToArray());
    }

    public static byte[] Stop(ulong session)
    {
        byte[] payload = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, session);
        return Framed(StopTracing, payload);
    }

    /// <returns>The payload's length.</returns>
    /// <exception cref="EvidenceMissingException">The runtime refuses, or what answers speaks something else.</exception>
    public static int ReadAnswer(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith(Magic))
        {
            throw new EvidenceMissingException("its diagnostic socket speaks another protocol");
        }
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header[14..]) - HeaderLength;
        return header[16] == ServerCommands && header[17] == Ok && length >= 0
            ? length
            : throw new EvidenceMissingException("the runtime refuses to trace itself; it may be older than .NET 5");
    }

    private static byte[] Framed(byte command, byte[] payload)
    {
        byte[] message = new byte[HeaderLength + payload.Length];
        Magic.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = EventPipeCommands;
        message[17] = command;
        payload.CopyTo(message, HeaderLength);
        return message;
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write((uint)text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
