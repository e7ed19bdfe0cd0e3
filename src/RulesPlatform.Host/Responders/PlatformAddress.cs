namespace RulesPlatform.Host.Responders;

/// <summary>How receivers find the way back to the platform.</summary>
/// <param name="ExternalUrl">As a person's browser reaches it, without a trailing slash.</param>
internal sealed record PlatformAddress(string ExternalUrl)
{
    public string ExternalUrl { get; } = ExternalUrl.TrimEnd('/');

    /// <summary>The page of one alert.</summary>
    public string AlertUrl(string fingerprint) => $"{ExternalUrl}/alerts/{fingerprint}";
}
