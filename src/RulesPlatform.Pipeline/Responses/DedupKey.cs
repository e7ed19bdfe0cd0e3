using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RulesPlatform.Pipeline.Responses.Routing;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// The identity of a notification: 32 hex digits of SHA-256 over whom it is for, the group with the life it is in, its number in
/// that life, and each alert's episode and transition. Nothing of the clock, of the rule set's revision or of chance goes in, so
/// that deriving the same notification again gives the same key and no other one does.
/// </summary>
internal static class DedupKey
{
    private const int Digits = 32;

    public static string Of(string receiver, string groupKey, string life, int number, IReadOnlyList<(TrackedAlert Alert, NotifiedAlert Told)> alerts)
    {
        var text = new StringBuilder();
        text.Append(receiver).Append('\n').Append(groupKey).Append('\n').Append(life).Append('\n').Append(CultureInfo.InvariantCulture, $"{number}\n");
        foreach ((TrackedAlert alert, NotifiedAlert told) in alerts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{alert.Fingerprint} {alert.Incarnation.UnixMs} {alert.Transition} ")
                .Append(told.IsFiring ? "firing" : "resolved")
                .Append(told.Labels.Equals(alert.Labels) ? "" : told.Labels.ToString())
                .Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }
}
