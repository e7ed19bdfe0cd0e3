using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Host.Scheduling;

/// <summary>The rule set in force, for those beside the cycle. One reference, swapped whole.</summary>
internal sealed class CurrentRules(RuleSet first)
{
    private volatile RuleSet _rules = first;

    public RuleSet Rules
    {
        get => _rules;
        set => _rules = value;
    }
}
