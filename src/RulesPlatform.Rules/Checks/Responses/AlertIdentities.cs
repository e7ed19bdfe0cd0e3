using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>What is known beforehand of every alert that there can be: its rule, and the labels that it has or may have.</summary>
internal sealed class AlertIdentities
{
    private readonly ILookup<string, Identity> _byName;
    private readonly ILookup<string, Identity> _byId;
    private readonly Identity[] _kinds;

    public AlertIdentities(LintSubject subject)
    {
        RuleSetDraft set = subject.Manuscript.RuleSet!.Draft!;
        All =
        [
            .. subject.Rules.Select(rule => new Identity(
                rule.Draft.Name.Value, rule.Id, rule.Properties.Severity, rule.File.Draft!.Owner, rule.Properties.Labels, subject.Labels.Of(rule.Signal))),
            .. from signal in subject.Signals
               from at in Enumerable.Range(0, set.DefaultThresholds.Count)
               let one = set.DefaultThresholds[at]
               where (one.Unit is null || one.Unit == signal.Draft.Unit) && (one.Signal is null || one.Signal.MatchesValue(signal.Name))
               select new Identity(
                   $"default/{signal.Name}", string.Create(CultureInfo.InvariantCulture, $"default/{signal.Name}/{at + 1}"), one.Severity, set.Owner, LabelSet.Empty,
                   subject.Labels.Of(signal)),
        ];
        Names = [.. All.Select(one => one.Name)];
        Ids = [.. All.Select(one => one.Id)];
        Owners = [.. All.Select(one => one.Owner)];
        _byName = All.ToLookup(one => one.Name, StringComparer.Ordinal);
        _byId = All.ToLookup(one => one.Id, StringComparer.Ordinal);
        _kinds = [.. All.DistinctBy(one => $"{one.Severity} {one.Labels} {(one.SignalLabels is { } labels ? string.Join(',', labels.Order(StringComparer.Ordinal)) : "*")}")];
    }

    /// <param name="Labels">Those that the rule adds to the signal's.</param>
    /// <param name="SignalLabels">Null where there may be any.</param>
    internal readonly record struct Identity(string Name, string Id, string Severity, string Owner, LabelSet Labels, IReadOnlySet<string>? SignalLabels)
    {
        /// <summary>What it has in a label that the platform or the rule sets; null where its rows decide.</summary>
        public string? this[string label] => label switch
        {
            "alertname" => Name,
            "rule" => Id,
            "severity" => Severity,
            _ => Labels[label] is { Length: > 0 } value ? value : null,
        };

        /// <summary>False only where it is certain.</summary>
        public bool MayFit(LabelMatcher matcher) => this[matcher.Name] is { } value
            ? matcher.MatchesValue(value)
            : SignalLabels is null || SignalLabels.Contains(matcher.Name) || matcher.MatchesValue("");
    }

    public IReadOnlyList<Identity> All { get; }

    public HashSet<string> Names { get; }

    public HashSet<string> Ids { get; }

    public HashSet<string> Owners { get; }

    public static HashSet<string> Severities { get; } = ["info", "warning", "critical"];

    /// <summary>Those that may match one side of an inhibition; where it asks for no name and no id, one of each kind.</summary>
    public IEnumerable<Identity> Fitting(IReadOnlyList<LabelMatcher> side)
    {
        IEnumerable<Identity> candidates = LiteralOf(side, "alertname") is { } name ? _byName[name]
            : LiteralOf(side, "rule") is { } id ? _byId[id]
            : side.Any(matcher => matcher.Name is "alertname" or "rule") ? All : _kinds;
        return candidates.Where(alert => side.All(alert.MayFit));
    }

    private static string? LiteralOf(IReadOnlyList<LabelMatcher> side, string label) =>
        side.FirstOrDefault(matcher => matcher.Name == label && matcher is { IsRegex: false, IsNegated: false })?.Operand;
}
