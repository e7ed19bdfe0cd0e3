namespace RulesPlatform.Pipeline.Collection;

/// <summary>Who wins where an answer carries a label that the job or target gives too.</summary>
public enum LabelClash
{
    /// <summary>Ours replaces theirs.</summary>
    OursReplaces,

    /// <summary>Ours stays, theirs becomes <c>exported_NAME</c> (prefixed again while that is taken).</summary>
    TheirsIsRenamed,

    /// <summary>Theirs stays, ours fills in only what they lack.</summary>
    TheirsWins,
}
