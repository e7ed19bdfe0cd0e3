namespace RulesPlatform.Rules.Checks;

/// <summary>How far a check looks.</summary>
internal enum Reach
{
    /// <summary>At anything in the rule set.</summary>
    RuleSet,

    /// <summary>
    /// At rules or signals one by one: what it says of one comes of that part and its file, of the signals that it judges or reads, of the jobs
    /// that feed them, and of <c>ruleset.json</c>. Files of which it had nothing to say need not be looked at again until one of those changes.
    /// </summary>
    Part,
}
