namespace RulesPlatform.Pipeline.Analysis;

/// <summary>A compiled formula. Everything is a double; a non-finite result of finite operands is a fault, which the caller detects.</summary>
public delegate double FormulaFunction(double[] operands);
