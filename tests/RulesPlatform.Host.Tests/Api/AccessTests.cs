using System.Net;
using System.Net.Http.Headers;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Tests.Api;

[TestClass]
public sealed class AccessTests
{
    private static LoopbackServer _server = null!;

    [ClassInitialize]
    public static async Task StartServer(TestContext _) => _server = await LoopbackServer.Start();

    [ClassCleanup]
    public static async Task StopServer() => await _server.DisposeAsync();

    [TestMethod]
    [DataRow("Host", "evil.example", DisplayName = "a name that someone made resolve to us")]
    [DataRow("X-Forwarded-For", "203.0.113.9", DisplayName = "a proxy speaks for another machine")]
    [DataRow("Forwarded", "for=203.0.113.9", DisplayName = "a proxy speaks for another machine, as the standard has it")]
    [DataRow("Authorization", "Bearer not-the-key-of-anyone", DisplayName = "a key that nobody has")]
    [DataRow("Authorization", "Basic YTpi", DisplayName = "another scheme")]
    public async Task Reading_is_not_free_with(string header, string value)
    {
        using HttpResponseMessage response = await Get("/api/v1/alerts", header, value);
        await EndpointTests.IsProblem(response, HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    [DataRow("Host", "localhost")]
    [DataRow("Host", "[::1]:9470")]
    [DataRow("Host", "monitoring.example.org")]
    [DataRow("Authorization", "Bearer " + LoopbackServer.Key)]
    [DataRow("Authorization", "bearer " + LoopbackServer.Key)]
    public async Task Reading_is_free_with(string header, string value)
    {
        using HttpResponseMessage response = await Get("/api/v1/alerts", header, value);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [TestMethod]
    public async Task Health_is_free_whoever_asks()
    {
        using HttpResponseMessage response = await Get("/healthz", "X-Forwarded-For", "203.0.113.9");
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [TestMethod]
    public void The_local_key_is_made_once_and_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        ApiKey made = LocalKey.ReadOrMake(folder.Path);
        string text = LocalKey.TryRead(folder.Path)!;
        Assert.IsTrue(made.Matches(text));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(Path.Combine(folder.Path, LocalKey.FileName), ForAll);
        }
        Assert.IsTrue(LocalKey.ReadOrMake(folder.Path).Matches(text));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, LocalKey.FileName)));
        }
    }

    [TestMethod]
    public void A_keyring_knows_whose_key_it_is()
    {
        var keyring = new ApiKeyring([ApiKey.Of("ann", "the-key-of-ann-xx"), ApiKey.Of("ben", "the-key-of-ben-xx")]);
        Assert.AreEqual("ben", keyring.HolderOf("the-key-of-ben-xx"));
        Assert.IsNull(keyring.HolderOf("the-key-of-ben-x"));
        Assert.IsNull(keyring.HolderOf(""));
    }

    private static async Task<HttpResponseMessage> Get(string path, string header, string value)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (header == "Host")
        {
            message.Headers.Host = value;
        }
        else if (header == "Authorization")
        {
            message.Headers.Authorization = AuthenticationHeaderValue.Parse(value);
        }
        else
        {
            message.Headers.Add(header, value);
        }
        return await _server.Http.SendAsync(message);
    }
}
