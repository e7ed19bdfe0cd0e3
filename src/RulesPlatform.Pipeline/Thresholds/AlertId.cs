using System.Security.Cryptography;
using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>Who an alert is: the rule and the signal's <c>by</c> labels, never severity or the rule's own labels.</summary>
public sealed record AlertId(string Rule, LabelSet Labels) : IComparable<AlertId>
{
    /// <summary>16 hex digits of SHA-256 over the text form: what people and URLs use.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())).AsSpan(0, 8));

    public int CompareTo(AlertId? other) =>
        other is null ? 1 : string.CompareOrdinal(Rule, other.Rule) is var order && order != 0 ? order : Labels.CompareTo(other.Labels);

    public override string ToString() => Rule + Labels;
}
