using System.Security.Cryptography;
using System.Text;

namespace RulesPlatform.Host.Settings;

/// <summary>A key that may write, by its hash: the key itself is not kept.</summary>
/// <param name="Name">Who holds it; the author of what is done with it unless the request names one.</param>
internal sealed record ApiKey(string Name, ReadOnlyMemory<byte> Sha256)
{
    public const int LeastLength = 16;

    public static ApiKey Of(string name, string key) => new(name, SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Takes the same time whatever <paramref name="presented"/> is.</summary>
    public bool Matches(string presented) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), Sha256.Span);
}
