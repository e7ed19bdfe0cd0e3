using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>Names an operator wants left out: each a name or <c>~regex</c>.</summary>
internal sealed class NameFilter(IReadOnlyList<string> ignored)
{
    private readonly LabelMatcher[] _ignored = [.. ignored.Select(text => LabelMatcher.Parse("name", text))];

    public bool Ignores(string name) => Array.Exists(_ignored, matcher => matcher.MatchesValue(name));
}
