namespace RulesPlatform.Host.Settings;

/// <summary>Every setting there is. <see cref="SettingsReader"/> reads these names and no others.</summary>
internal static class SettingCatalog
{
    public const string Section = "RulesPlatform";

    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("rules", "rules", "a folder that exists", "The rules folder."),
        new("data", "data", "a folder; made where it is missing", "Where everything remembered is kept."),
        new("urls", "http://127.0.0.1:9470", "http(s)://ADDRESS:PORT, several with ;", "Where to listen. Anything but loopback needs api.keys."),
        new("externalUrl", "the first of urls", "an absolute http(s) URL", "How a person's browser reaches the host; goes into notifications."),
        new("hostName", "the machine's name", "1 to 253 characters", "What this machine is called in labels."),
        new("api.keys.*.name", "key1, key2, …", "text", "Who holds the key; the author of what is done with it."),
        new("api.keys.*.env", "", "an environment variable", "The variable that holds the key, 16 characters or more."),
        new("api.keys.*.file", "", "a file", "The file that holds the key, 16 characters or more."),
        new("api.keys.*.sha256", "", "64 hex digits", "The key's SHA-256, where the key itself is not to be on this machine."),
        new("api.maxBodyBytes", "16MiB", "64KiB to 1GiB", "The largest request that is read."),
        new("retention.samples", "30d", "1h to 3650d", "How long samples and the journal are kept."),
        new("retention.fiveMinutes", "180d", "1d to 3650d", "How long 5-minute rollups are kept."),
        new("retention.hours", "1095d", "1d to 3650d", "How long hourly rollups are kept."),
        new("retention.decisions", "400d", "1d to 3650d", "How long decisions, changes of alerts and settled notifications are kept."),
        new("retention.maxBytes", "50GiB", "16MiB to 16TiB", "Size above which the oldest samples go before their time."),
        new("log.level", "information", "trace, debug, information, warning, error, critical, none", "The least that is logged."),
        new("log.levels.*", "", "as log.level", "The same for categories that begin with a name."),
        new("log.format", "text", "text or json", "A line for a person, or one JSON object a line."),
        new("tls.certificate", "", "a PEM file", "The certificate of https addresses."),
        new("tls.key", "", "a PEM file", "Its private key, where the certificate's file does not hold it."),
    ];

    public static bool Knows(string name) => All.Any(definition => definition.Covers(name));

    /// <summary>The name that was probably meant, or null where none is near.</summary>
    public static string? Nearest(string name)
    {
        (int distance, string nearest) = All.Where(definition => !definition.Name.Contains('*', StringComparison.Ordinal))
            .Select(definition => (Distance(definition.Name.ToLowerInvariant(), name.ToLowerInvariant()), definition.Name))
            .Min();
        return distance <= Math.Max(2, name.Length / 4) ? nearest : null;
    }

    /// <summary>Insertions, deletions and replacements from one text to the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.Length];
    }
}
