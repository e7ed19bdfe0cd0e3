using System.Collections.Frozen;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>Units that measure the same on another scale: seconds and milliseconds. Units are compared only within what they measure.</summary>
/// <param name="Measured">time, data or share.</param>
/// <param name="Unit">In one spelling.</param>
internal readonly record struct UnitScale(string Measured, string Unit)
{
    private static readonly FrozenDictionary<string, UnitScale> s_known = new (string Measured, string Unit, string[] Spellings)[]
    {
        ("time", "seconds", ["seconds", "s"]), ("time", "milliseconds", ["milliseconds", "ms"]), ("time", "microseconds", ["microseconds", "us"]),
        ("time", "nanoseconds", ["nanoseconds", "ns"]), ("time", "minutes", ["minutes"]), ("time", "hours", ["hours"]), ("time", "days", ["days"]),
        ("data", "bytes", ["bytes"]), ("data", "kilobytes", ["kilobytes", "kb"]), ("data", "megabytes", ["megabytes", "mb"]), ("data", "gigabytes", ["gigabytes", "gb"]),
        ("data", "kibibytes", ["kibibytes", "kib"]), ("data", "mebibytes", ["mebibytes", "mib"]), ("data", "gibibytes", ["gibibytes", "gib"]), ("data", "bits", ["bits"]),
        ("share", "ratio", ["ratio"]), ("share", "percent", ["percent", "%", "percentage"]),
    }.SelectMany(one => one.Spellings.Select(spelling => (spelling, new UnitScale(one.Measured, one.Unit)))).ToFrozenDictionary(one => one.spelling, one => one.Item2, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_inNames = ["seconds", "milliseconds", "microseconds", "nanoseconds", "bytes", "ratio", "percent"];
    private static readonly string[] s_ends = ["_total", "_bucket", "_sum"];

    /// <summary>Whether the two measure the same, one otherwise than the other.</summary>
    public bool Differs(UnitScale other) => Measured == other.Measured && Unit != other.Unit;

    /// <summary>Null for a unit of which nothing is known.</summary>
    public static UnitScale? Of(string unit) => s_known.TryGetValue(unit, out UnitScale scale) ? scale : null;

    /// <summary>Of what an input gives; null where it is not certain.</summary>
    public static UnitScale? Of(InputDraft input, LintSubject subject)
    {
        bool isQuantile = input.Combine.Kind == CombineKind.HistogramQuantile;
        if (input.Combine.Kind == CombineKind.Count || (!isQuantile && input.Fold.Kind is Fold.Count or Fold.Changes or Fold.Rate or Fold.Slope))
        {
            return null;
        }
        return input.Signal is { } signal ? Of(subject.SignalOf(signal.Value).Draft.Unit) : OfName(input.Metric!, isQuantile);
    }

    private static UnitScale? OfName(string metric, bool isQuantile)
    {
        string name = metric;
        foreach (string end in s_ends)
        {
            name = name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : name;
        }
        bool isBucket = metric.EndsWith("_bucket", StringComparison.Ordinal);
        return isBucket == isQuantile && Array.Find(s_inNames, unit => name.EndsWith($"_{unit}", StringComparison.Ordinal)) is { } found ? Of(found) : null;
    }
}
