using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Name, id, severity and owner of every alert that there can be.</summary>
internal sealed class AlertIdentities
{
    public AlertIdentities(LintSubject subject)
    {
        RuleSetDraft set = subject.Manuscript.RuleSet!.Draft!;
        All =
        [
            .. subject.Rules.Select(rule => new Identity(rule.Draft.Name.Value, rule.Id, rule.Properties.Severity, rule.File.Draft!.Owner, rule.Signal, rule.Properties.Labels)),
            .. from signal in subject.Signals
               from at in Enumerable.Range(0, set.DefaultThresholds.Count)
               let one = set.DefaultThresholds[at]
               where (one.Unit is null || one.Unit == signal.Draft.Unit) && (one.Signal is null || one.Signal.MatchesValue(signal.Name))
               select new Identity($"default/{signal.Name}", string.Create(CultureInfo.InvariantCulture, $"default/{signal.Name}/{at + 1}"), one.Severity, set.Owner, signal, LabelSet.Empty),
        ];
        Names = [.. All.Select(one => one.Name)];
        Ids = [.. All.Select(one => one.Id)];
        Owners = [.. All.Select(one => one.Owner)];
    }

    /// <param name="Labels">Those that the rule adds to the signal's.</param>
    internal readonly record struct Identity(string Name, string Id, string Severity, string Owner, WrittenSignal Signal, LabelSet Labels)
    {
        /// <summary>What it has in a label that the platform or the rule sets; null where its rows decide.</summary>
        public string? this[string label] => label switch
        {
            "alertname" => Name,
            "rule" => Id,
            "severity" => Severity,
            _ => Labels[label] is { Length: > 0 } value ? value : null,
        };
    }

    public IReadOnlyList<Identity> All { get; }

    public HashSet<string> Names { get; }

    public HashSet<string> Ids { get; }

    public HashSet<string> Owners { get; }

    public static HashSet<string> Severities { get; } = ["info", "warning", "critical"];
}
