using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Http;

namespace RulesPlatform.Host.Tests.Processes;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ServerProcessTests
{
    [TestMethod]
    public async Task Tells_systemd_when_it_is_ready_and_when_it_stops_and_ends_in_order()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        await using var server = ServerProcess.Start("http://127.0.0.1:0", new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path });
        string url = await server.Url();
        Assert.AreEqual("READY=1", await Next(socket));
        using var http = new HttpClient();
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(new Uri(url + "/readyz"))).StatusCode);
        server.Terminate();
        Assert.AreEqual("STOPPING=1", await Next(socket));
        Assert.AreEqual((0, ""), await server.Ended());
        Assert.IsFalse(File.Exists(Path.Combine(server.DataFolder, "server.json")));
    }

    [TestMethod]
    public async Task Sends_a_span_of_every_stage_where_the_standard_setting_points()
    {
        await using WebSink collector = await WebSink.Start();
        await using var server = ServerProcess.Start("http://127.0.0.1:0", new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        await server.Url();
        var missing = new HashSet<string> { "collect", "cycle", "store", "analysis", "thresholds", "responses" };
        while (missing.Count > 0)
        {
            ReceivedRequest request = await collector.Next();
            if (request.Target == "/v1/traces")
            {
                // Protobuf writes a string as its length and its bytes.
                missing.RemoveWhere(name => request.Body.Contains($"{(char)name.Length}{name}", StringComparison.Ordinal));
            }
        }
    }

    [TestMethod]
    public async Task Serves_https_with_the_certificate_of_the_settings()
    {
        using var folder = new TemporaryFolder();
        using X509Certificate2 certificate = TlsServer.Sign(TimeProvider.System.GetUtcNow().AddDays(1));
        (string file, string key) = (Path.Combine(folder.Path, "tls.pem"), Path.Combine(folder.Path, "tls.key"));
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await using var server = ServerProcess.Start("https://127.0.0.1:0", null, "--set", "tls.certificate=" + file, "--set", "tls.key=" + key);
        string url = await server.Url();
        StringAssert.StartsWith(url, "https://127.0.0.1:");
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == certificate.Thumbprint };
        using var http = new HttpClient(handler);
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(new Uri(url + "/healthz"))).StatusCode);
    }

    [TestMethod]
    public async Task A_certificate_that_is_none_is_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "tls.pem");
        await File.WriteAllTextAsync(file, "none");
        await using var server = ServerProcess.Start("https://127.0.0.1:0", null, "--set", "tls.certificate=" + file);
        (int exitCode, string errors) = await server.Ended();
        Assert.AreEqual(2, exitCode, errors);
        StringAssert.Contains(errors, $"tls.certificate {file} and its key cannot be used: ");
        Assert.IsFalse(errors.Contains("   at ", StringComparison.Ordinal), errors);
    }

    [TestMethod]
    public async Task A_port_that_is_taken_is_named_without_a_stack()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var server = ServerProcess.Start($"http://{taken.LocalEndpoint}");
        (int exitCode, string errors) = await server.Ended();
        Assert.AreEqual(2, exitCode, errors);
        StringAssert.Contains(errors, taken.LocalEndpoint.ToString());
        Assert.IsFalse(errors.Contains("   at ", StringComparison.Ordinal), errors);
    }

    private static async Task<string> Next(Socket socket)
    {
        byte[] buffer = new byte[4096];
        int length = await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(60));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
