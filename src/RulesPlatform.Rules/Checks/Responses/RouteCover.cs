namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Response rules by a condition of theirs, to find one that matches whatever another does. Costs what is found, not all of them.</summary>
internal sealed class RouteCover
{
    private readonly Dictionary<string, List<(WrittenRoute Route, RouteCondition Condition)>> _byCondition = new(StringComparer.Ordinal);
    private readonly List<(WrittenRoute Route, RouteCondition Condition)> _bySeverityAlone = [];

    public void Add(WrittenRoute route, RouteCondition condition)
    {
        // Whoever is covered has this condition too.
        if (condition.All.Min(StringComparer.Ordinal) is not { } first)
        {
            if (!_bySeverityAlone.Any(one => one.Condition.Covers(condition)))
            {
                _bySeverityAlone.Add((route, condition));
            }
            return;
        }
        if (!_byCondition.TryGetValue(first, out List<(WrittenRoute, RouteCondition)>? same))
        {
            _byCondition[first] = same = [];
        }
        same.Add((route, condition));
    }

    /// <summary>One that matches each alert which <paramref name="condition"/> lets through; null for none.</summary>
    public WrittenRoute? Find(RouteCondition condition) =>
        _bySeverityAlone.Concat(condition.All.Order(StringComparer.Ordinal).SelectMany(one => _byCondition.GetValueOrDefault(one) ?? []))
            .FirstOrDefault(one => one.Condition.Covers(condition)).Route;
}
