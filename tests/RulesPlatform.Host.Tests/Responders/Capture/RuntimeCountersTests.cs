using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using RulesPlatform.Host.Responders.Capture;

namespace RulesPlatform.Host.Tests.Responders.Capture;

[TestClass]
public sealed class RuntimeCountersTests
{
    public required TestContext TestContext { get; set; }

    /// <summary>The tests' own runtime answers on its socket as any other does.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Reads_the_counters_of_a_live_runtime()
    {
        IReadOnlyList<CounterReading> counters = await new RuntimeCounters(new DiagnosticSockets(Path.GetTempPath())).Read(Environment.ProcessId, CancellationToken.None);
        foreach (CounterReading counter in counters)
        {
            TestContext.WriteLine(counter.ToString());
        }
        CounterReading workingSet = counters.Single(counter => counter.Name == "working-set");
        Assert.AreEqual(Environment.WorkingSet / 1e6, workingSet.Value, Environment.WorkingSet / 1e6 / 2);
        Assert.AreEqual("MB", workingSet.Unit);
        Assert.IsFalse(workingSet.IsIncrease);
        Assert.IsTrue(counters.Single(counter => counter.Name == "alloc-rate").IsIncrease);
        Assert.IsTrue(counters.Count > 20, $"{counters.Count} counters");
    }

    [TestMethod]
    [DataRow("garbage", "speaks another protocol")]
    [DataRow("refusal", "refuses to trace itself")]
    [DataRow("cut", "its counters cannot be read")]
    [DataRow("format", "a format that is not known here")]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Says_why_a_runtime_has_no_counters_to_give(string behaviour, string expected)
    {
        string folder = Directory.CreateTempSubdirectory("rp-ipc-").FullName;
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "dotnet-diagnostic-42-7-socket")));
            listener.Listen();
            Task serving = Serve(listener, behaviour);
            EvidenceMissingException missing = await Assert.ThrowsExactlyAsync<EvidenceMissingException>(
                () => new RuntimeCounters(new DiagnosticSockets(folder)).Read(42, CancellationToken.None));
            StringAssert.Contains(missing.Message, expected);
            await serving;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(40)]
    public void A_trace_that_is_none_is_refused_not_believed(int length)
    {
        byte[] noise = new byte[length];
        new Random(7).NextBytes(noise);
        using var stream = new MemoryStream([.. "Nettrace"u8, 20, 0, 0, 0, .. "!FastSerialization.1"u8, 5, 5, 1, .. noise]);
        Exception failure = Assert.Throws<Exception>(() => _ = new NettraceReader(stream).ReadCounters().Count());
        Assert.IsTrue(failure is EndOfStreamException or InvalidDataException, failure.ToString());
    }

    private static async Task Serve(Socket listener, string behaviour)
    {
        using Socket connection = await listener.AcceptAsync();
        byte[] request = new byte[1024];
        int read = await connection.ReceiveAsync(request);
        StringAssert.Contains(Encoding.Unicode.GetString(request, 20 + 4 + 4 + 1 + 4 + 8 + 4 + 4, read - 49), "System.Runtime");
        await connection.SendAsync(behaviour switch
        {
            "garbage" => Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"),
            "refusal" => Answer(0xFF, [1, 2, 3, 4]),
            "cut" => [.. Answer(0, BitConverter.GetBytes(9UL)), .. "Nettrace"u8],
            _ => [.. Answer(0, BitConverter.GetBytes(9UL)), .. "Nettrace"u8, 20, 0, 0, 0, .. "!FastSerialization.9"u8],
        });
        connection.Close();
        if (behaviour is "cut" or "format")
        {
            using Socket stop = await listener.AcceptAsync();
            byte[] command = new byte[64];
            Assert.AreEqual(28, await stop.ReceiveAsync(command), "The session is stopped whatever became of it.");
            Assert.AreEqual(9UL, BinaryPrimitives.ReadUInt64LittleEndian(command.AsSpan(20)));
        }
    }

    private static byte[] Answer(byte id, byte[] payload)
    {
        byte[] message = [.. "DOTNET_IPC_V1\0"u8, 0, 0, 0xFF, id, 0, 0, .. payload];
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        return message;
    }
}
