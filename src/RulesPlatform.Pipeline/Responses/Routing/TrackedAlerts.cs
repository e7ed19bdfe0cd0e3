using System.Diagnostics.CodeAnalysis;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses.Routing;

/// <summary>Every alert that fires or has yet to be told to be over.</summary>
internal sealed class TrackedAlerts
{
    private readonly Dictionary<AlertId, TrackedAlert> _byId = [];
    private readonly Dictionary<string, TrackedAlert> _byFingerprint = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    public void Add(TrackedAlert alert)
    {
        _byId.Add(alert.Id, alert);
        _byFingerprint[alert.Fingerprint] = alert;
    }

    public bool TryGet(AlertId id, [NotNullWhen(true)] out TrackedAlert? alert) => _byId.TryGetValue(id, out alert);

    /// <summary>The alert of this fingerprint while it fires, or null.</summary>
    public TrackedAlert? Firing(string fingerprint) =>
        _byFingerprint.TryGetValue(fingerprint, out TrackedAlert? alert) && alert.IsFiring ? alert : null;

    /// <summary>Forgets an alert that is over and that nobody has to hear of any more.</summary>
    public void ForgetIfDone(TrackedAlert alert)
    {
        if (!alert.IsFiring && alert.Memberships.Count == 0 && _byId.Remove(alert.Id))
        {
            _byFingerprint.Remove(alert.Fingerprint);
        }
    }

    public TrackedAlert[] InOrder() => [.. _byId.Values.OrderBy(alert => alert.Id)];
}
