namespace RulesPlatform.Rules.Text;

/// <summary>How large a rule file may be. Far above what people write, far below what hurts.</summary>
internal sealed record ParseBounds(int MaxBytes = 16 * 1024 * 1024, int MaxDepth = 64, int MaxNodes = 1_000_000)
{
    public static ParseBounds Default { get; } = new();
}
