namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>A compiled threshold expression. Pure; allocates nothing; called only when no operand that it reads is NaN; may throw.</summary>
public delegate bool RuleCondition(RuleOperands operands);
