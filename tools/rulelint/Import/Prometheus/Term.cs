namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A part of a formula, before its inputs have names. Immutable.</summary>
internal abstract record Term;

internal sealed record NumberTerm(double Value) : Term;

internal sealed record InputTerm(InputSpec Input) : Term;

/// <param name="Operator">As formulas have it: arithmetic, a comparison, <c>and</c> or <c>or</c>.</param>
internal sealed record OperationTerm(string Operator, Term Left, Term Right) : Term
{
    public bool IsComparison => Operator is "==" or "!=" or "<" or "<=" or ">" or ">=";
}

internal sealed record CallTerm(string Function, IReadOnlyList<Term> Arguments) : Term;
