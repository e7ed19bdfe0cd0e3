using System.Collections.ObjectModel;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>One POST of JSON to be made.</summary>
/// <param name="Url">Absolute, http or https; <c>user:password@</c> in it becomes basic authentication.</param>
/// <param name="IdempotencyKey">The notification's dedup key.</param>
internal sealed record JsonPost(Secret Url, TimeSpan Timeout, string IdempotencyKey)
{
    /// <summary>Added to the path of the URL; begins with a slash, or empty.</summary>
    public string Path { get; init; } = "";

    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = ReadOnlyDictionary<string, Secret>.Empty;

    /// <summary>When set, the body is signed with it.</summary>
    public Secret? SigningKey { get; init; }

    /// <summary>A secret inside the body, to be kept out of receipts; or null.</summary>
    public string? Confidential { get; init; }
}
