namespace RulesPlatform.Rules.Loading;

public enum ReloadOutcome
{
    /// <summary>The files are what they were.</summary>
    Unchanged,

    /// <summary>Another rule set is in force.</summary>
    Swapped,

    /// <summary>The files hold errors; what was in force stays.</summary>
    Refused,
}
