using System.Security.Cryptography;
using System.Text;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Replay;

/// <summary>A hash over a decision log: two logs share it when they are equal to the byte. Not thread-safe.</summary>
public sealed class DecisionDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Decisions { get; private set; }

    public static string LineOf(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return $"{decision.Sequence} {decision.At} {decision.Kind} {decision.Subject} {decision.Json}\n";
    }

    public void Add(Decision decision)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(LineOf(decision)));
        Decisions++;
    }

    /// <summary>64 lower-case hex digits over what was added so far.</summary>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
