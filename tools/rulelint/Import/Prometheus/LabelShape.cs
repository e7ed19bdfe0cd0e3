namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Which labels the rows of an expression have.</summary>
/// <param name="Labels">Sorted; null for all that the series have.</param>
internal sealed record LabelShape(IReadOnlyList<string>? Labels, bool IsScalar = false)
{
    public static LabelShape Scalar { get; } = new([], IsScalar: true);

    public static LabelShape All { get; } = new((IReadOnlyList<string>?)null);

    public static LabelShape Of(IEnumerable<string> labels) => new([.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    public bool IsSame(LabelShape other) => Labels is null ? other.Labels is null : other.Labels is not null && Labels.SequenceEqual(other.Labels, StringComparer.Ordinal);

    public bool Has(string label) => Labels is null || Labels.Contains(label, StringComparer.Ordinal);

    public override string ToString() => Labels is null ? "all labels" : Labels.Count == 0 ? "no label" : string.Join(", ", Labels);
}
