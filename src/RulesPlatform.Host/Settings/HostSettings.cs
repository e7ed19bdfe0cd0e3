namespace RulesPlatform.Host.Settings;

/// <summary>Everything the host can be told outside the rules folder. Validated as a whole before anything starts; immutable after.</summary>
/// <param name="Rules">The rules folder, absolute.</param>
/// <param name="Data">The data folder, absolute; made where it is missing.</param>
/// <param name="Urls">Where to listen: at least one, scheme and port always given.</param>
/// <param name="ExternalUrl">How a person's browser reaches the host, without a trailing slash.</param>
/// <param name="HostName">What <c>localhost</c> is called in the labels of this machine's own metrics.</param>
internal sealed record HostSettings(
    string Rules, string Data, IReadOnlyList<ListenAddress> Urls, string ExternalUrl, string HostName,
    ApiSettings Api, RetentionSettings Retention, LogSettings Log, TlsSettings? Tls);

/// <param name="Keys">Resolved and hashed; empty where none is configured: the data folder's key file then holds the only one.</param>
/// <param name="MaxBodyBytes">Of one request.</param>
internal sealed record ApiSettings(IReadOnlyList<ApiKey> Keys, long MaxBodyBytes);

/// <summary>How long things are kept; the history documents what each means.</summary>
internal sealed record RetentionSettings(TimeSpan Samples, TimeSpan FiveMinutes, TimeSpan Hours, TimeSpan Decisions, long MaxBytes);

/// <param name="Levels">By beginning of a category; the longest that fits wins.</param>
/// <param name="IsJson">One JSON object a line instead of text.</param>
internal sealed record LogSettings(LogLevel Level, IReadOnlyDictionary<string, LogLevel> Levels, bool IsJson);

/// <summary>The certificate of https addresses, as PEM files.</summary>
/// <param name="Key">The file of the private key; null where the certificate's file holds it.</param>
internal sealed record TlsSettings(string Certificate, string? Key);
