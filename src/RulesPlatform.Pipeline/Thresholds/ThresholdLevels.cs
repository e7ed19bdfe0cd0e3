using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>The named numbers of one signal (<c>threshold.warning</c>), with overrides by label: most matchers win, a tie goes to the first.</summary>
public sealed class ThresholdLevels
{
    public static ThresholdLevels None { get; } = new([], [], []);

    private readonly double[] _values;
    private readonly LevelOverride[] _overrides;

    /// <param name="values">As many as <paramref name="names"/>.</param>
    public ThresholdLevels(IReadOnlyList<string> names, IReadOnlyList<double> values, IEnumerable<LevelOverride> overrides)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = names;
        _values = [.. values];
        _overrides = [.. overrides.OrderByDescending(one => one.Where.Count)];
        ArgumentOutOfRangeException.ThrowIfNotEqual(_values.Length, names.Count, nameof(values));
    }

    /// <summary>As written, in the file's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>One value a name; where two overrides set the same name the one with more matchers wins.</summary>
    public double[] For(LabelSet labels)
    {
        double[] levels = [.. _values];
        for (int name = 0; name < levels.Length; name++)
        {
            LevelOverride? first = Array.Find(_overrides, one => one.Values.ContainsKey(Names[name]) && one.Applies(labels));
            levels[name] = first is null ? levels[name] : first.Values[Names[name]];
        }
        return levels;
    }

    /// <summary>The same with another value of one level; what overrides say of it stays.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public ThresholdLevels With(string name, double value)
    {
        int at = Names.ToList().IndexOf(name);
        ArgumentOutOfRangeException.ThrowIfNegative(at, nameof(name));
        double[] values = [.. _values];
        values[at] = value;
        return new ThresholdLevels(Names, values, _overrides);
    }

    /// <summary>Where the value of <paramref name="name"/> comes from, for a person: the base or the override's matchers and line.</summary>
    public string SourceOf(string name, LabelSet labels)
    {
        LevelOverride? first = Array.Find(_overrides, one => one.Values.ContainsKey(name) && one.Applies(labels));
        return first is null ? "levels" : $"override {{{string.Join(", ", first.Where)}}} at {first.Origin}";
    }
}
