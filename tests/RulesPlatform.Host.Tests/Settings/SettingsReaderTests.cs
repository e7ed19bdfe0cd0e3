using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Settings;
using RulesPlatform.Host.Tests.Api;
using RulesPlatform.Host.Tests.Responders;

namespace RulesPlatform.Host.Tests.Settings;

[TestClass]
public sealed class SettingsReaderTests
{
    private const string LongKey = "0123456789abcdef";

    [TestMethod]
    public void What_is_not_said_has_its_documented_default()
    {
        HostSettings settings = Read(new SettingSources()).Settings!;
        Assert.AreEqual("http://127.0.0.1:9470", settings.Urls.Single().ToString());
        Assert.AreEqual("http://127.0.0.1:9470", settings.ExternalUrl);
        Assert.AreEqual("vm", settings.HostName);
        Assert.AreEqual(16L << 20, settings.Api.MaxBodyBytes);
        Assert.AreEqual(new RetentionSettings(TimeSpan.FromDays(30), TimeSpan.FromDays(180), TimeSpan.FromDays(1095), TimeSpan.FromDays(400), 50L << 30), settings.Retention);
        Assert.AreEqual(LogLevel.Information, settings.Log.Level);
    }

    [TestMethod]
    public void Every_documented_default_is_what_is_used()
    {
        var sources = new SettingSources();
        foreach (SettingDefinition definition in SettingCatalog.All.Where(one => one.Default.Length > 0 && one.Name is not ("rules" or "externalUrl" or "hostName" or "api.keys.*.name")))
        {
            sources.AddArgument(definition.Name, definition.Default, "--set");
        }
        HostSettings said = Read(sources).Settings!;
        HostSettings silent = Read(new SettingSources()).Settings!;
        Assert.AreEqual(silent.Retention, said.Retention);
        Assert.AreEqual((silent.Data, silent.Urls[0], silent.Api.MaxBodyBytes, silent.Log.Level, silent.Log.IsJson), (said.Data, said.Urls[0], said.Api.MaxBodyBytes, said.Log.Level, said.Log.IsJson));
    }

    [TestMethod]
    public void Arguments_win_over_the_environment_and_that_over_files()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "appsettings.json");
        File.WriteAllText(file, """
            { "Logging": { "x": 1 }, "RulesPlatform": { "hostName": "from-file", "data": "file-data", "log": { "level": "debug", "levels": { "Quartz": "error" } }, /* said */ "urls": ["http://127.0.0.1:1", "http://[::1]:2"], } }
            """);
        SettingSources sources = new SettingSources().AddFile(file, isNeeded: true)
            .AddEnvironment([new("RULESPLATFORM_HOSTNAME", "from-environment"), new("RULESPLATFORM_LOG__LEVEL", "warning"), new("OTHER", "x")])
            .AddArgument("hostName", "from-argument", "--set");
        HostSettings settings = Read(sources).Settings!;
        Assert.AreEqual("from-argument", settings.HostName);
        Assert.AreEqual(LogLevel.Warning, settings.Log.Level);
        Assert.AreEqual(LogLevel.Error, settings.Log.Levels["Quartz"]);
        Assert.AreEqual("http://127.0.0.1:1 http://[::1]:2", string.Join(' ', settings.Urls));
        StringAssert.EndsWith(settings.Data, "file-data");
    }

    [TestMethod]
    public void Every_problem_is_told_at_once_with_its_source_and_remedy()
    {
        SettingSources sources = new SettingSources()
            .AddEnvironment([new("RULESPLATFORM_URLS", "http://0.0.0.0:9470;ftp://x"), new("RULESPLATFORM_RETENTON__SAMPLES", "1d")])
            .AddArgument("rules", "no-such-rules", "--rules")
            .AddArgument("retention.samples", "5m", "--set")
            .AddArgument("retention.maxBytes", "many", "--set")
            .AddArgument("retention.hours", "for ever", "--set")
            .AddArgument("externalUrl", "monitoring", "--set")
            .AddArgument("log.level", "loud", "--set")
            .AddArgument("log.format", "xml", "--set")
            .AddArgument("api.keys.0.env", "UNSET", "--set")
            .AddArgument("api.keys.1.name", "nowhere", "--set")
            .AddArgument("api.keys.2.sha256", "abc", "--set")
            .AddArgument("colour", "blue", "--set");
        (HostSettings? settings, IReadOnlyList<SettingProblem> problems) = SettingsReader.Read(sources, "/srv", "vm", _ => null);
        Assert.IsNull(settings);
        Golden.Match("problems.txt", SettingProblem.Text(problems));
    }

    [TestMethod]
    [DataRow("http://127.0.0.1:9470", false, true)]
    [DataRow("http://localhost:9470", false, true)]
    [DataRow("http://[::1]:0", false, true)]
    [DataRow("http://127.0.0.8:1", false, true)]
    [DataRow("http://0.0.0.0:9470", false, false)]
    [DataRow("http://*:9470", false, false)]
    [DataRow("http://192.0.2.7:9470", false, false)]
    [DataRow("http://[::]:9470", false, false)]
    [DataRow("http://192.0.2.7:9470", true, true)]
    [DataRow("https://192.0.2.7:9470", true, false, DisplayName = "https without a certificate")]
    [DataRow("http://example.org:80", true, false)]
    [DataRow("http://127.0.0.1", true, false)]
    [DataRow("http://127.0.0.1:99999", true, false)]
    [DataRow("http://127.0.0.1:80/path", true, false)]
    public void Listens(string url, bool hasKey, bool isAllowed)
    {
        SettingSources sources = new SettingSources().AddArgument("urls", url, "--urls");
        if (hasKey)
        {
            sources.AddArgument("api.keys.0.env", "KEY", "--set");
        }
        Assert.AreEqual(isAllowed, Read(sources).Settings is not null);
    }

    [TestMethod]
    public void A_key_comes_from_a_variable_a_file_or_as_its_hash()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "key");
        File.WriteAllText(file, "fedcba9876543210\n");
        SettingSources sources = new SettingSources()
            .AddArgument("api.keys.0.env", "KEY", "--set").AddArgument("api.keys.0.name", "ci", "--set")
            .AddArgument("api.keys.1.file", file, "--set")
            .AddArgument("api.keys.2.sha256", "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f", "--set");
        IReadOnlyList<ApiKey> keys = Read(sources).Settings!.Api.Keys;
        CollectionAssert.AreEqual(new[] { "ci", "key2", "key3" }, keys.Select(key => key.Name).ToArray());
        Assert.IsTrue(keys[0].Matches(LongKey));
        Assert.IsTrue(keys[1].Matches("fedcba9876543210"));
        Assert.AreEqual("9F9F5111F7B27A781F1F1DDDE5EBC2DD2B796BFC7365C9C28B548E564176929F", Convert.ToHexString(keys[2].Sha256.Span));
    }

    [TestMethod]
    public void A_key_that_stands_in_the_settings_is_refused_and_not_repeated()
    {
        (HostSettings? settings, IReadOnlyList<SettingProblem> problems) = Read(new SettingSources().AddArgument("api.keys", LongKey, "--set"));
        Assert.IsNull(settings);
        Assert.DoesNotContain(LongKey, SettingProblem.Text(problems));
    }

    [TestMethod]
    public void A_file_that_is_no_json_is_one_problem()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "broken.json");
        File.WriteAllText(file, "{ \"RulesPlatform\": ");
        SettingProblem problem = Read(new SettingSources().AddFile(file, isNeeded: true)).Problems.Single();
        Assert.AreEqual(file, problem.Setting);
        SettingProblem missing = Read(new SettingSources().AddFile(file + "x", isNeeded: true)).Problems.Single();
        Assert.AreEqual("There is no such file.", missing.Message);
    }

    [TestMethod]
    public void A_variable_that_is_far_from_any_setting_is_somebody_elses() =>
        Assert.IsNotNull(Read(new SettingSources().AddEnvironment([new("RULESPLATFORM_SLACK_WEBHOOK_URL", "x")])).Settings);

    private static (HostSettings? Settings, IReadOnlyList<SettingProblem> Problems) Read(SettingSources sources)
    {
        if (!sources.Values.ContainsKey("rules"))
        {
            sources.AddArgument("rules", AppContext.BaseDirectory, "--rules");
        }
        return SettingsReader.Read(sources, AppContext.BaseDirectory, "vm", variable => variable == "KEY" ? LongKey : null);
    }
}
