using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>options</c> of a collection job, by source; the defaults are those of the settings' records.</summary>
internal static class SourceOptions
{
    private static readonly Shape<IReadOnlyList<string>> Mounts =
        new ListShape<string>("names or ~patterns", Words.NameMatcher.Select(matcher => matcher.Text), isUnique: true);

    private static readonly Shape<IReadOnlyList<string>> Processes = new ListShape<string>("process names", Words.FilledText, isUnique: true);

    private static readonly Shape<IReadOnlyList<int>> Statuses = new ListShape<int>("HTTP statuses", Words.Count(100, 599));

    private static readonly Shape<string> Method =
        new WordShape<string>("method", [.. new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.Select(word => (word, word))]);

    /// <summary>By the word in <c>source</c>.</summary>
    public static IReadOnlyList<(string Word, Shape<SourceSettings> Shape)> BySource { get; } =
    [
        ("host", Of("host", new HostSourceSettings([], [], []))
            .Optional("processes", Processes, (draft, value) => draft.Settings = draft.Settings with { Processes = value }, "Process names to report on one by one.")
            .Optional("ignoreFileSystems", Mounts, (draft, value) => draft.Settings = draft.Settings with { IgnoreFileSystems = value }, "Mount points to leave out; a path or ~pattern.")
            .Optional("ignoreDevices", Mounts, (draft, value) => draft.Settings = draft.Settings with { IgnoreDevices = value }, "Disks and network interfaces to leave out; a name or ~pattern.")
            .Select<SourceSettings>(draft => draft.Settings)),
        ("prometheus", Of("prometheus", new PrometheusSourceSettings(NoHeaders))
            .Optional("headers", SecretShape.Headers, (draft, value) => draft.Settings = draft.Settings with { Headers = value }, "Extra request headers.")
            .Optional("honorTimestamps", Words.Flag, (draft, value) => draft.Settings = draft.Settings with { HonorTimestamps = value }, "Whether a sample's own timestamp is kept; true.")
            .Optional("honorLabels", Words.Flag, (draft, value) => draft.Settings = draft.Settings with { HonorLabels = value }, "Whether the target's labels win over ours; false.")
            .Select<SourceSettings>(draft => draft.Settings)),
        ("http", Of("http", new HttpSourceSettings("GET", NoHeaders, null, [], null))
            .Optional("method", Method, (draft, value) => draft.Settings = draft.Settings with { Method = value }, "GET unless said otherwise.")
            .Optional("headers", SecretShape.Headers, (draft, value) => draft.Settings = draft.Settings with { Headers = value }, "Extra request headers.")
            .Optional("body", Words.Text, (draft, value) => draft.Settings = draft.Settings with { Body = value }, "Sent with the request.")
            .Optional("expectStatus", Statuses, (draft, value) => draft.Settings = draft.Settings with { ExpectStatus = value }, "Statuses that mean success; empty means 200 to 299.")
            .Optional("expectBody", Words.Regex, (draft, value) => draft.Settings = draft.Settings with { ExpectBody = value }, "A regular expression that the first MiB of the body must contain.")
            .Optional("followRedirects", Words.Flag, (draft, value) => draft.Settings = draft.Settings with { FollowRedirects = value }, "Credentials never follow to another host; true.")
            .Optional("verifyCertificate", Words.Flag, (draft, value) => draft.Settings = draft.Settings with { VerifyCertificate = value }, "Whether an invalid certificate fails the check; true.")
            .Select<SourceSettings>(draft => draft.Settings)),
        ("tcp", Of("tcp", new TcpSourceSettings())
            .Optional("send", Words.Text, (draft, value) => draft.Settings = draft.Settings with { Send = value }, "Text to send once connected.")
            .Optional("expect", Words.Regex, (draft, value) => draft.Settings = draft.Settings with { Expect = value }, "A regular expression that the first line answered must contain.")
            .Select<SourceSettings>(draft => draft.Settings)),
        ("healthchecks", Of("healthchecks", new HealthChecksSourceSettings(NoHeaders))
            .Optional("headers", SecretShape.Headers, (draft, value) => draft.Settings = draft.Settings with { Headers = value }, "Extra request headers.")
            .Select<SourceSettings>(draft => draft.Settings)),
        ("file", Of("file", new FileSourceSettings())
            .Optional("pattern", Words.FilledText, (draft, value) => draft.Settings = draft.Settings with { Pattern = value }, "File name pattern such as *.csv; all files unless given.")
            .Select<SourceSettings>(draft => draft.Settings)),
        ("push", Of("push", new PushSourceSettings()).Select<SourceSettings>(draft => draft.Settings)),
        ("self", Of("self", new SelfSourceSettings()).Select<SourceSettings>(draft => draft.Settings)),
    ];

    /// <summary>The settings of a source whose job gives no options: as if they were an empty object.</summary>
    public static SourceSettings Default(string source, Reading reading)
    {
        Shape<SourceSettings> shape = BySource.First(one => one.Word == source).Shape;
        return shape.TryRead(TextNode.EmptyObject, reading, out SourceSettings? settings)
            ? settings
            : throw new InvalidOperationException($"The options of source '{source}' have a required member.");
    }

    private static IReadOnlyDictionary<string, Secret> NoHeaders => new Dictionary<string, Secret>();

    private static ObjectShape<OptionsDraft<T>> Of<T>(string source, T settings) where T : SourceSettings =>
        new($"set of '{source}' options", () => new OptionsDraft<T> { Settings = settings });

    private sealed class OptionsDraft<T> : Draft where T : SourceSettings
    {
        public required T Settings { get; set; }
    }
}
