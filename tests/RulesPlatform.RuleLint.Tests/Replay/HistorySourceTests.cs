using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Tests.Replay;

/// <summary>History from a server: what is asked, and what is said of servers that do not give it.</summary>
[TestClass]
public sealed class HistorySourceTests
{
    [TestMethod]
    public void What_the_rules_read_is_asked_for_and_lies_in_a_folder_until_it_is_disposed()
    {
        using var rules = new ShippedCopy();
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.sqlite3\r\nContent-Length: 7\r\nConnection: close\r\n\r\na store");
        string folder;
        using (HistorySource source = HistorySource.Open(server.Address, [Load(rules)], "7d", null, CancellationToken.None))
        {
            folder = source.Folder;
            Assert.AreEqual("a store", File.ReadAllText(HistoryReader.DatabaseIn(folder)));
        }

        Assert.IsFalse(Directory.Exists(folder));
        StringAssert.StartsWith(server.Asked, "POST /api/v1/slice HTTP/1.1");
        JsonNode question = JsonNode.Parse(server.Asked[server.Asked.IndexOf('{')..(server.Asked.LastIndexOf('}') + 1)])!;
        StringAssert.Matches((string)question["from"]!, new("^[0-9]"));
        JsonNode[] inputs = [.. question["inputs"]!.AsArray()!];
        Assert.Contains(input => (string)input["metric"]! == "node_cpu_seconds_total" && (string?)input["where"]!["mode"] == "~idle|iowait", inputs);
        Assert.HasCount(inputs.Length, inputs.Select(input => input.ToJsonString()).Distinct());
    }

    [TestMethod]
    [DataRow("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "wants a key: give --key-file, or set RULESPLATFORM_API_KEY")]
    [DataRow("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "does not let this key read")]
    [DataRow("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "no RulesPlatform server, or an older one")]
    [DataRow("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", "ask again in a moment")]
    [DataRow("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 32\r\n\r\n{ \"detail\": \"the disk is full\" }", "answered 503: the disk is full")]
    [DataRow("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 14\r\n\r\n<html> down\r\n\r\n", "answered 502: <html> down")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", "not as a RulesPlatform server does")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.sqlite3\r\nContent-Length: 9000\r\n\r\na sto", "broke off")]
    [DataRow("", "cannot be asked")]
    public void A_server_that_does_not_give_it_is_told_with_its_reason(string answer, string said)
    {
        using var rules = new ShippedCopy();
        using var server = new OneAnswer(answer);

        HistoryException refusal = Assert.ThrowsExactly<HistoryException>(() => HistorySource.Open(server.Address, [Load(rules)], null, null, CancellationToken.None));

        StringAssert.Contains(refusal.Message, said);
    }

    [TestMethod]
    public void Nobody_there_is_told()
    {
        using var rules = new ShippedCopy();
        var server = new OneAnswer("");
        server.Dispose();

        HistoryException refusal = Assert.ThrowsExactly<HistoryException>(() => HistorySource.Open(server.Address, [Load(rules)], null, null, CancellationToken.None));

        StringAssert.Contains(refusal.Message, $"{server.Address}/ cannot be asked: ");
    }

    [TestMethod]
    public void The_key_is_sent_and_stands_in_no_message()
    {
        using var rules = new ShippedCopy();
        using var server = new OneAnswer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        string key = Path.Combine(rules.Folder, "key");
        File.WriteAllText(key, "s3cret-of-some-length\n");

        HistoryException refusal = Assert.ThrowsExactly<HistoryException>(() => HistorySource.Open(server.Address, [Load(rules)], null, new FileInfo(key), CancellationToken.None));

        StringAssert.Contains(server.Asked, "Authorization: Bearer s3cret-of-some-length\r\n");
        Assert.DoesNotContain("s3cret", refusal.Message);
    }

    [TestMethod]
    [DataRow("http://", null, null, "is no address")]
    [DataRow("http://host:99999", null, null, "is no address")]
    [DataRow("http://127.0.0.1:1", "week", null, "'week' is not a span")]
    [DataRow("http://127.0.0.1:1", null, "two\nlines", "a key is one line of letters and digits")]
    public void What_cannot_be_asked_is_told_before_anyone_is_asked(string address, string? last, string? key, string said)
    {
        using var rules = new ShippedCopy();
        string path = Path.Combine(rules.Folder, "key");
        File.WriteAllText(path, key);

        HistoryException refusal = Assert.ThrowsExactly<HistoryException>(() => HistorySource.Open(address, [Load(rules)], last, key is null ? null : new FileInfo(path), CancellationToken.None));

        StringAssert.Contains(refusal.Message, said);
    }

    [TestMethod]
    public void An_audit_wants_the_data_folder_itself() =>
        Assert.AreEqual(ExitCode.CouldNotRun, CommandTree.Run(["replay", "--as-recorded", "--history", "http://127.0.0.1:1"]));

    private static RuleSet Load(ShippedCopy rules) => new RuleSetLoader().Load(rules.Folder).RuleSet!;

    /// <summary>Hears one request whole, says its answer as it stands, and hangs up.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _turn;

        public OneAnswer(string answer)
        {
            _listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _turn = Task.Run(() => Turn(answer));
        }

        public string Address { get; }

        public string Asked { get; private set; } = "";

        public void Dispose()
        {
            _listener.Stop();
            _turn.Wait();
        }

        private async Task Turn(string answer)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await using NetworkStream stream = client.GetStream();
                var heard = new StringBuilder();
                byte[] buffer = new byte[64 * 1024];
                while (!IsWhole(heard.ToString()))
                {
                    heard.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)));
                }
                Asked = heard.ToString();
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Nobody asked.
            }
        }

        private static bool IsWhole(string heard) => heard.Contains("Content-Length", StringComparison.Ordinal) && heard.EndsWith("]}", StringComparison.Ordinal);
    }
}
