namespace RulesPlatform.Host.Responders;

/// <summary>How receivers find the way back to the platform.</summary>
/// <param name="externalUrl">As a person's browser reaches it.</param>
internal sealed class PlatformAddress(string externalUrl)
{
    private volatile string _url = externalUrl.TrimEnd('/');

    /// <summary>Without a trailing slash.</summary>
    public string ExternalUrl => _url;

    /// <summary>Where the system chose the port, the address is known once the server listens.</summary>
    public void ListensAt(string url)
    {
        if (_url.EndsWith(":0", StringComparison.Ordinal))
        {
            _url = url.TrimEnd('/');
        }
    }

    /// <summary>The page of one alert.</summary>
    public string AlertUrl(string fingerprint) => $"{ExternalUrl}/alerts/{fingerprint}";
}
