using System.Text.Json;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Testing;

/// <summary>What happened while a test ran: everything that its expectations can ask about.</summary>
/// <param name="signals">Which signals' values to keep.</param>
internal sealed class TestRecord(RuleSet rules, IReadOnlySet<string> signals)
{
    private readonly WatchGroup[] _watched = [.. rules.Groups.Where(group => group.Signals.Any(signal => signals.Contains(signal.Name)))];
    private readonly Dictionary<string, Slot> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AlertId> _alerts = new(StringComparer.Ordinal);

    public List<AlertChange> Changes { get; } = [];

    public List<Notification> Notifications { get; } = [];

    /// <summary>Alert's fingerprint and cause.</summary>
    public HashSet<(string Alert, string Cause)> Suppressions { get; } = [];

    public List<Signal> Signals { get; } = [];

    /// <summary>The alert that a notification speaks of.</summary>
    public AlertId AlertOf(NotifiedAlert alert) => _alerts[alert.Fingerprint];

    public IEnumerable<AlertId> Alerts => _alerts.Values;

    public void Hear(CycleOutcome outcome)
    {
        Changes.AddRange(outcome.Changes);
        Notifications.AddRange(outcome.Notifications);
        foreach (AlertChange change in outcome.Changes)
        {
            _alerts[change.Id.Fingerprint] = change.Id;
        }
        foreach (Decision decision in outcome.Decisions.Where(decision => decision.Kind == "notification.suppressed"))
        {
            using JsonDocument json = JsonDocument.Parse(decision.Json);
            Suppressions.Add((json.RootElement.GetProperty("alert").GetString()!, json.RootElement.GetProperty("cause").GetString()!));
        }
    }

    /// <summary>Keeps what the last judgement of each watched group computed, once.</summary>
    public void Look(MonitoringCycle cycle)
    {
        foreach (WatchGroup group in _watched)
        {
            foreach (SignalFrame frame in cycle.FramesOf(group.Name).Where(frame => signals.Contains(frame.Definition.Name)))
            {
                if (frame.Slot.UnixMs != 0 && _seen.GetValueOrDefault(frame.Definition.Name) < frame.Slot)
                {
                    _seen[frame.Definition.Name] = frame.Slot;
                    Signals.AddRange(Enumerable.Range(0, frame.Count).Select(row => frame[row]));
                }
            }
        }
    }
}
