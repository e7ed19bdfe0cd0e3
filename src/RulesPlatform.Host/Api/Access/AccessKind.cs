namespace RulesPlatform.Host.Api.Access;

/// <summary>Who may call an endpoint; put on it as an <see cref="AccessMark"/>. Without one: <see cref="Read"/>.</summary>
internal enum AccessKind
{
    /// <summary>Free from this machine, with a key from elsewhere.</summary>
    Read,

    /// <summary>With a key only.</summary>
    Write,

    /// <summary>Everyone: it tells nothing.</summary>
    Free,
}
