namespace RulesPlatform.Rules.Text;

public enum DiagnosticSeverity
{
    /// <summary>The rule set does not come into force.</summary>
    Error,

    /// <summary>Said, and no more.</summary>
    Warning,
}
