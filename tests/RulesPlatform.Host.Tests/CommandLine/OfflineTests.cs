using RulesPlatform.Host.Api;
using RulesPlatform.Host.CommandLine;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Host.Tests.Responders;

namespace RulesPlatform.Host.Tests.CommandLine;

/// <summary>The same commands where no server runs: the store answers.</summary>
[TestClass]
public sealed class OfflineTests
{
    [TestMethod]
    [DataRow("offline-status.txt", ExitCode.Negative, "status")]
    [DataRow("explain-alert.txt", ExitCode.Done, "explain", "http/HighErrorRatio")]
    [DataRow("query-table.txt", ExitCode.Done, "query", "http_error_ratio", "--from", "1m")]
    [DataRow("rules-list.txt", ExitCode.Done, "rules", "list")]
    [DataRow("rules-history.txt", ExitCode.Done, "rules", "history")]
    public async Task The_store_answers(string golden, int exitCode, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        FakeArchive archive = ShopWorld.Archive();
        (int code, string output, string errors) = await new Terminal(folder.Path) { Archive = archive }.Type(arguments);
        Assert.AreEqual((exitCode, ""), (code, errors));
        Golden.Match(golden, output.Replace(Path.Combine(folder.Path, "data"), "data", StringComparison.Ordinal));
        Assert.IsTrue(archive.IsDisposed);
    }

    [TestMethod]
    [DataRow("silence", "add", "a=b", "--for", "1h")]
    [DataRow("silence", "expire", "s1")]
    [DataRow("ack", "0011223344556677")]
    [DataRow("rules", "rollback", "0123456789ab")]
    public async Task Commands_need_a_server(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        (int code, _, string errors) = await new Terminal(folder.Path) { Archive = ShopWorld.Archive() }.Type(arguments);
        Assert.AreEqual(ExitCode.NobodyThere, code);
        StringAssert.Contains(errors, "needs a running server, and none runs on");
    }

    [TestMethod]
    public async Task A_signal_is_not_in_the_store()
    {
        using var folder = new TemporaryFolder();
        (int code, _, string errors) = await new Terminal(folder.Path) { Archive = ShopWorld.Archive() }.Type("explain", "http_error_ratio");
        Assert.AreEqual(ExitCode.Negative, code);
        StringAssert.Contains(errors, "live signals need a running server");
    }

    [TestMethod]
    public async Task Nobody_answers_an_empty_folder()
    {
        using var folder = new TemporaryFolder();
        (int code, _, string errors) = await new Terminal(folder.Path).Type("status", "--data", "elsewhere");
        Assert.AreEqual(ExitCode.NobodyThere, code);
        StringAssert.Contains(errors, $"No server runs on {Path.Combine(folder.Path, "elsewhere")}, and it holds no store.");
    }

    [TestMethod]
    public async Task A_server_that_died_is_not_asked()
    {
        using var folder = new TemporaryFolder();
        string data = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        new ServerFile(["http://127.0.0.1:1"], 1, ShopWorld.Now, "0.1.0").Write(data);
        (_, string output, _) = await new Terminal(folder.Path) { Archive = ShopWorld.Archive() }.Type("status");
        StringAssert.Contains(output, "no server runs");
    }

    [TestMethod]
    public async Task The_data_folder_is_where_the_settings_say()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), "{ \"RulesPlatform\": { \"data\": \"kept-here\" } }");
        (_, _, string errors) = await new Terminal(folder.Path).Type("status");
        StringAssert.Contains(errors, Path.Combine(folder.Path, "kept-here"));
    }
}
