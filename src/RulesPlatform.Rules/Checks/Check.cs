using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// One thing that a reviewer would point at: the rule set loads, and does not do what its author expects. Parses and reasons; never
/// compiles or runs a rule. Stateless and thread-safe.
/// </summary>
/// <param name="id"><c>RPnnnn</c>, stable: never reuse one. Its page is <c>docs/RPnnnn.md</c> of rulelint.</param>
/// <param name="title">What is found, in a few words.</param>
/// <param name="reach">How far it looks. One that looks at parts gets a subject with only those rules and signals that need a look.</param>
internal abstract class Check(string id, string title, Reach reach = Reach.RuleSet)
{
    public Reach Reach { get; } = reach;

    public DiagnosticKind Kind { get; } = new(id, title, DiagnosticSeverity.Warning);

    /// <summary>Reports to the reading of the file that is at fault, with the smallest span.</summary>
    public abstract void Examine(LintSubject subject);
}
