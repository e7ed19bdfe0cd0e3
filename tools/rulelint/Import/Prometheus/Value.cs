namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A formula and the labels of its rows.</summary>
internal sealed record Value(Term Term, LabelShape Shape)
{
    public static Value Of(double number) => new(new NumberTerm(number), LabelShape.Scalar);

    /// <summary>Null where it is more than a number.</summary>
    public double? Number => (Term as NumberTerm)?.Value;

    /// <summary>Whether it is one series each, before any of them were combined.</summary>
    public InputSpec? Raw => Term is InputTerm { Input: { By: null, Combine: null } input } ? input : null;
}
