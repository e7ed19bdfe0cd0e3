using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses.Holding;

/// <summary>
/// Firing alerts by rule, to answer whether one of them has labels that do not contradict a given alert's. The alerts of a rule
/// nearly always have the same label names (one shape); for each set of names that a dependent shares with a shape, a projection
/// is built when first asked for and kept up to date.
/// </summary>
internal sealed class DependencyIndex
{
    private readonly Dictionary<string, SortedDictionary<string, Shape>> _rules = new(StringComparer.Ordinal);

    public void Add(AlertId alert)
    {
        if (!_rules.TryGetValue(alert.Rule, out SortedDictionary<string, Shape>? shapes))
        {
            _rules[alert.Rule] = shapes = new SortedDictionary<string, Shape>(StringComparer.Ordinal);
        }
        string name = ShapeName(alert.Labels.Select(label => label.Name));
        if (!shapes.TryGetValue(name, out Shape? shape))
        {
            shapes[name] = shape = new Shape([.. alert.Labels.Select(label => label.Name)]);
        }
        shape.Add(alert.Labels);
    }

    /// <summary>Takes an alert away; the keys of holds that this ends go to <paramref name="ended"/>.</summary>
    public void Remove(AlertId alert, List<string> ended)
    {
        SortedDictionary<string, Shape> shapes = _rules[alert.Rule];
        string name = ShapeName(alert.Labels.Select(label => label.Name));
        if (shapes[name].Remove(alert.Labels, $"dependency/{alert.Rule}/{name}", ended) > 0)
        {
            return;
        }
        shapes.Remove(name);
        if (shapes.Count == 0)
        {
            _rules.Remove(alert.Rule);
        }
    }

    public Hold? Find(string rule, AlertId dependent)
    {
        if (rule == dependent.Rule || !_rules.TryGetValue(rule, out SortedDictionary<string, Shape>? shapes))
        {
            return null;
        }
        foreach ((string name, Shape shape) in shapes)
        {
            if (shape.Find(dependent.Labels) is { } key)
            {
                return new Hold("dependency", rule, $"dependency/{rule}/{name}{key}");
            }
        }
        return null;
    }

    private static string ShapeName(IEnumerable<string> names) => string.Join(',', names);

    private sealed class Shape(string[] names)
    {
        private readonly HashSet<LabelSet> _alerts = [];
        private readonly SortedDictionary<string, Projection> _projections = new(StringComparer.Ordinal);

        public void Add(LabelSet labels)
        {
            _alerts.Add(labels);
            foreach (Projection projection in _projections.Values)
            {
                projection.Add(labels);
            }
        }

        public int Remove(LabelSet labels, string prefix, List<string> ended)
        {
            _alerts.Remove(labels);
            foreach ((string name, Projection projection) in _projections)
            {
                if (projection.Remove(labels) is { } picked)
                {
                    ended.Add($"{prefix}/{name}/{picked}");
                }
            }
            return _alerts.Count;
        }

        public string? Find(LabelSet labels)
        {
            string[] common = [.. labels.Select(label => label.Name).Intersect(names, StringComparer.Ordinal)];
            string name = ShapeName(common);
            if (!_projections.TryGetValue(name, out Projection? projection))
            {
                _projections[name] = projection = new Projection(common);
                foreach (LabelSet alert in _alerts)
                {
                    projection.Add(alert);
                }
            }
            LabelSet picked = labels.Pick(common);
            return projection.Contains(picked) ? $"/{name}/{picked}" : null;
        }
    }

    private sealed class Projection(string[] names)
    {
        private readonly Dictionary<LabelSet, int> _counts = [];

        public bool Contains(LabelSet picked) => _counts.ContainsKey(picked);

        public void Add(LabelSet labels)
        {
            LabelSet picked = labels.Pick(names);
            _counts[picked] = _counts.GetValueOrDefault(picked) + 1;
        }

        /// <summary>The labels that nobody has any longer, or null.</summary>
        public LabelSet? Remove(LabelSet labels)
        {
            LabelSet picked = labels.Pick(names);
            int left = _counts[picked] - 1;
            if (left > 0)
            {
                _counts[picked] = left;
                return null;
            }
            _counts.Remove(picked);
            return picked;
        }
    }
}
