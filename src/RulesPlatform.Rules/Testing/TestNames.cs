using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>What a test or an incident may name.</summary>
internal sealed class TestNames(RuleSet rules)
{
    private readonly HashSet<string> _rules = [.. rules.Rules.Concat(rules.DefaultRules).Select(rule => rule.Id)];
    private readonly HashSet<string> _signals = [.. rules.Groups.SelectMany(group => group.Signals).Select(signal => signal.Name)];
    private readonly HashSet<string> _receivers = [.. rules.Receivers.Keys, "action:run", "action:capture"];

    /// <summary>Reports every name that is not there.</summary>
    public void Resolve(TestsDraft file, Reading reading)
    {
        foreach (TestDraft test in file.Tests)
        {
            foreach (Located<string> rule in test.Alerts.Select(one => one.Rule).Concat(test.Acknowledgements.Select(one => one.Rule)).Concat(test.Suppressed.Select(one => one.Rule)))
            {
                Resolve(_rules, "threshold rule", LoadingProblems.UnknownRule, rule, reading);
            }
            foreach (ExpectedSignalDraft signal in test.Signals)
            {
                Resolve(_signals, "signal", LoadingProblems.UnknownSignal, signal.Signal, reading);
            }
            foreach (ExpectedNotificationDraft notification in test.Notifications?.Value ?? [])
            {
                Resolve(_receivers, "receiver", LoadingProblems.UnknownReceiver, notification.Receiver, reading);
            }
        }
    }

    /// <inheritdoc cref="Resolve(TestsDraft, Reading)"/>
    public void Resolve(IncidentsDraft file, Reading reading)
    {
        foreach (Located<string> rule in file.Incidents.SelectMany(incident => incident.Rules))
        {
            Resolve(_rules, "threshold rule", LoadingProblems.UnknownRule, rule, reading);
        }
    }

    private static void Resolve(HashSet<string> known, string noun, DiagnosticKind unknown, Located<string> name, Reading reading)
    {
        if (!known.Contains(name.Value))
        {
            reading.Report(unknown, name.Node, $"there is no {noun} {Printable.Quote(name.Value)}", Nearest.Help(name.Value, known, $"the {noun}s are"));
        }
    }
}
