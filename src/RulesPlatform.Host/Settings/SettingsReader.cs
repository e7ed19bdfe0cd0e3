using System.Globalization;
using System.Text.RegularExpressions;

namespace RulesPlatform.Host.Settings;

/// <summary>Turns what was said into settings, or into every problem there is with it.</summary>
internal sealed partial class SettingsReader
{
    private static readonly string[] _places = ["env", "file", "sha256"];

    private readonly IReadOnlyDictionary<string, SettingValue> _values;
    private readonly List<SettingProblem> _problems;
    private readonly Func<string, string?> _variable;

    private SettingsReader(SettingSources sources, Func<string, string?> variable)
    {
        _values = sources.Values;
        _problems = [.. sources.Problems];
        _variable = variable;
    }

    /// <param name="folder">What relative paths are relative to.</param>
    /// <param name="machine">The machine's name.</param>
    /// <param name="variable">Reads the environment variables that <c>api.keys</c> names.</param>
    /// <returns>Settings when there are no problems, else null and all of them.</returns>
    public static (HostSettings? Settings, IReadOnlyList<SettingProblem> Problems) Read(
        SettingSources sources, string folder, string machine, Func<string, string?> variable)
    {
        var reader = new SettingsReader(sources, variable);
        HostSettings settings = reader.Read(folder, machine);
        reader.RefuseUnknown();
        return (reader._problems.Count == 0 ? settings : null, reader._problems);
    }

    private HostSettings Read(string folder, string machine)
    {
        string rules = Path.GetFullPath(TextOf("rules", "rules"), folder);
        if (!Directory.Exists(rules))
        {
            Refuse("rules", $"There is no folder {rules}.", "Name the folder that holds ruleset.json, e.g. --rules /etc/rulesplatform/rules.", rules);
        }
        string data = Path.GetFullPath(TextOf("data", "data"), folder);
        if (File.Exists(data))
        {
            Refuse("data", $"{data} is a file.", "Name a folder; it is made where it is missing.");
        }
        ApiKey[] keys = ReadKeys(folder);
        ListenAddress[] urls = ReadUrls(hasKeys: keys.Length > 0);
        TlsSettings? tls = ReadTls(folder, urls);
        string hostName = TextOf("hostName", machine);
        if (hostName.Length is 0 or > 253)
        {
            Refuse("hostName", "A host name has 1 to 253 characters.", "Leave it away to use the machine's own name.");
        }
        var retention = new RetentionSettings(
            SpanOf("retention.samples", "30d", TimeSpan.FromHours(1)), SpanOf("retention.fiveMinutes", "180d", TimeSpan.FromDays(1)),
            SpanOf("retention.hours", "1095d", TimeSpan.FromDays(1)), SpanOf("retention.decisions", "400d", TimeSpan.FromDays(1)),
            BytesOf("retention.maxBytes", "50GiB", 16L << 20, 16L << 40));
        return new HostSettings(
            rules, data, urls, ReadExternalUrl(urls), hostName, new ApiSettings(keys, BytesOf("api.maxBodyBytes", "16MiB", 64 << 10, 1 << 30)), retention, ReadLog(), tls);
    }

    private ListenAddress[] ReadUrls(bool hasKeys)
    {
        var urls = new List<ListenAddress>();
        foreach (string text in ListOf("urls", "http://127.0.0.1:9470"))
        {
            if (ListenAddress.TryParse(text, out ListenAddress url) is { } flaw)
            {
                Refuse("urls", $"'{text}' {flaw}.", "Write it like http://127.0.0.1:9470; several are separated by ;.");
                continue;
            }
            urls.Add(url);
            if (!url.IsLoopback && !hasKeys)
            {
                Refuse("urls", $"{url} can be reached from other machines, and no API key is configured.",
                    $"Configure api.keys (a key by env, file or sha256), or listen on http://127.0.0.1:{url.Port.ToString(CultureInfo.InvariantCulture)}.");
            }
        }
        return [.. urls];
    }

    private string ReadExternalUrl(ListenAddress[] urls)
    {
        if (!_values.TryGetValue("externalUrl", out SettingValue given))
        {
            return urls.Length == 0 ? "" : urls[0].ToString().Replace("://*:", "://localhost:", StringComparison.Ordinal);
        }
        if (!Uri.TryCreate(given.Text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            Refuse("externalUrl", "It is not an absolute http or https URL.", "Write it as a browser shows it, e.g. https://monitoring.example.org.");
        }
        return given.Text.TrimEnd('/');
    }

    private TlsSettings? ReadTls(string folder, ListenAddress[] urls)
    {
        bool hasCertificate = _values.TryGetValue("tls.certificate", out SettingValue certificate);
        if (!hasCertificate)
        {
            if (Array.Find(urls, url => url.IsHttps) is { } url)
            {
                Refuse("urls", $"{url} needs a certificate, and tls.certificate names none.", "Set tls.certificate (and tls.key) to PEM files, or listen on http.");
            }
            return null;
        }
        string? key = _values.TryGetValue("tls.key", out SettingValue named) ? Path.GetFullPath(named.Text, folder) : null;
        string path = Path.GetFullPath(certificate.Text, folder);
        foreach ((string setting, string? file) in new[] { ("tls.certificate", path), ("tls.key", key) })
        {
            if (file is not null && !File.Exists(file))
            {
                Refuse(setting, $"There is no file {file}.", "Name a PEM file that this user can read.");
            }
        }
        return new TlsSettings(path, key);
    }

    private LogSettings ReadLog()
    {
        var levels = new Dictionary<string, LogLevel>(StringComparer.Ordinal);
        foreach (string name in _values.Keys.Where(name => name.StartsWith("log.levels.", StringComparison.OrdinalIgnoreCase)))
        {
            levels[name["log.levels.".Length..]] = LevelOf(name, "information");
        }
        string format = TextOf("log.format", "text");
        if (format is not ("text" or "json"))
        {
            Refuse("log.format", "A log is written as text or as json.", "Write text or json.");
        }
        return new LogSettings(LevelOf("log.level", "information"), levels, format == "json");
    }

    private LogLevel LevelOf(string name, string otherwise)
    {
        string text = TextOf(name, otherwise);
        if (!text.All(char.IsAsciiLetter) || !Enum.TryParse(text, ignoreCase: true, out LogLevel level))
        {
            Refuse(name, "There is no such level.", "Write trace, debug, information, warning, error, critical or none.");
            return LogLevel.Information;
        }
        return level;
    }

    private ApiKey[] ReadKeys(string folder)
    {
        string[] entries = [.. _values.Keys.Select(name => KeyEntry().Match(name)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        var keys = new List<ApiKey>();
        foreach (string entry in entries)
        {
            if (ReadKey($"api.keys.{entry}", folder, $"key{keys.Count + 1}") is { } key)
            {
                keys.Add(key);
            }
        }
        if (_values.TryGetValue("api.keys", out SettingValue literal) && literal.Text.Length > 0)
        {
            _problems.Add(new SettingProblem("api.keys", null, literal.Source, "A key stands here as it is.", "Put it into a file or a variable and name that: { \"file\": \"…\" } or { \"env\": \"…\" }."));
        }
        return [.. keys];
    }

    private ApiKey? ReadKey(string entry, string folder, string otherwise)
    {
        string name = TextOf($"{entry}.name", otherwise);
        string[] given = [.. _places.Where(member => _values.ContainsKey($"{entry}.{member}"))];
        if (given is not [string member])
        {
            _problems.Add(new SettingProblem(entry, null, null, $"The key '{name}' names {given.Length} places.", "Give it exactly one of env, file or sha256."));
            return null;
        }
        string setting = $"{entry}.{member}";
        string text = _values[setting].Text;
        if (member == "sha256")
        {
            if (!Sha256().IsMatch(text))
            {
                Refuse(setting, "It is not a SHA-256.", "Write its 64 hex digits, e.g. from printf %s KEY | sha256sum.");
                return null;
            }
            return new ApiKey(name, Convert.FromHexString(text));
        }
        string? key;
        try
        {
            key = member == "env" ? _variable(text) : File.ReadAllText(Path.GetFullPath(text, folder)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Refuse(setting, $"The file cannot be read: {failure.Message}", "Create it with the key in it, readable by this user alone.");
            return null;
        }
        if (key is null || key.Length < ApiKey.LeastLength)
        {
            Refuse(setting, key is null ? "The variable is not set." : $"The key is shorter than {ApiKey.LeastLength} characters.", "Put a long random text there, e.g. from openssl rand -hex 32.");
            return null;
        }
        return ApiKey.Of(name, key);
    }

    private void RefuseUnknown()
    {
        foreach ((string name, SettingValue value) in _values)
        {
            if (!SettingCatalog.Knows(name) && !name.Equals("api.keys", StringComparison.OrdinalIgnoreCase) && !IsListEntry(name))
            {
                string? nearest = SettingCatalog.Nearest(name);
                _problems.Add(new SettingProblem(name, value.Text, value.Source, "There is no such setting.",
                    nearest is null ? "Remove it; 'rulesplatform run --list-settings' lists them all." : $"Did you mean {nearest}?"));
            }
        }
    }

    private static bool IsListEntry(string name) => ListEntry().IsMatch(name);

    private string TextOf(string name, string otherwise) => _values.TryGetValue(name, out SettingValue value) ? value.Text.Trim() : otherwise;

    /// <summary>A JSON array, or one text with <c>;</c> between its parts. The later layer's array replaces a text and the other way round.</summary>
    private string[] ListOf(string name, string otherwise)
    {
        if (_values.TryGetValue(name, out SettingValue text))
        {
            return text.Text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        string[] entries = [.. _values.Where(pair => ListEntry().IsMatch(pair.Key) && pair.Key.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value.Text)];
        return entries.Length > 0 ? entries : [otherwise];
    }

    private TimeSpan SpanOf(string name, string otherwise, TimeSpan least)
    {
        TimeSpan most = TimeSpan.FromDays(3650);
        string text = TextOf(name, otherwise);
        if (!SettingText.TrySpan(text, out TimeSpan span))
        {
            Refuse(name, "It is not a span of time.", "Write it like 90s, 12h, 30d or 1h30m.");
        }
        else if (span < least || span > most)
        {
            Refuse(name, $"It must lie between {SettingText.Of(least)} and {SettingText.Of(most)}.", $"The default is {otherwise}.");
        }
        return span;
    }

    private long BytesOf(string name, string otherwise, long least, long most)
    {
        if (!SettingText.TryBytes(TextOf(name, otherwise), out long bytes))
        {
            Refuse(name, "It is not a size.", "Write it like 500MB, 16MiB or 50GiB.");
        }
        else if (bytes < least || bytes > most)
        {
            Refuse(name, $"It must lie between {least.ToString("N0", CultureInfo.InvariantCulture)} and {most.ToString("N0", CultureInfo.InvariantCulture)} bytes.", $"The default is {otherwise}.");
        }
        return bytes;
    }

    private void Refuse(string name, string message, string remedy, string? otherwise = null)
    {
        bool isGiven = _values.TryGetValue(name, out SettingValue value);
        _problems.Add(new SettingProblem(name, isGiven ? value.Text : otherwise, isGiven ? value.Source : "default", message, remedy));
    }

    [GeneratedRegex(@"^api\.keys\.([^.]+)\.", RegexOptions.IgnoreCase)]
    private static partial Regex KeyEntry();

    [GeneratedRegex(@"^urls\.\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex ListEntry();

    [GeneratedRegex("^[0-9a-fA-F]{64}$")]
    private static partial Regex Sha256();
}
