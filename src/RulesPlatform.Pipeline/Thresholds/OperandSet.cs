namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>The scalar operands of <see cref="RuleOperands"/> that an expression reads.</summary>
[Flags]
public enum OperandSet
{
    None = 0,
    Value = 1,
    Expected = 2,
    Spread = 4,
    Deviation = 8,
    Score = 16,
    Age = 32,
    Coverage = 64,
    Tier = 128,
}
