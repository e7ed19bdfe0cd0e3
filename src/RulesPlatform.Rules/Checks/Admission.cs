using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// Which findings are told, and how they count: the policy of <c>ruleset.json</c> sets severities, an allowance leaves a finding out
/// unless its day has passed or the check is locked. What keeps a set from loading is none of its business.
/// </summary>
internal sealed class Admission(LintSubject subject)
{
    private readonly Dictionary<string, LintSeverity> _severities =
        subject.Policy.Severities.DistinctBy(one => one.Check.Value).ToDictionary(one => one.Check.Value, one => one.Severity, StringComparer.Ordinal);

    private readonly ILookup<string, Allowance> _allowances =
        subject.Allowances.Where(one => !one.IsOver(subject.Today) && !subject.IsLocked(one.Check)).ToLookup(one => one.Check, StringComparer.Ordinal);

    /// <summary>Null for a finding that is left out.</summary>
    public DiagnosticKind? Judge(DiagnosticKind kind, SourceText source, int offset)
    {
        LintSeverity severity = _severities.GetValueOrDefault(kind.Id, kind.Severity == DiagnosticSeverity.Error ? LintSeverity.Error : LintSeverity.Warning);
        if (severity == LintSeverity.Off)
        {
            return null;
        }
        if (_allowances[kind.Id].FirstOrDefault(one => one.Covers(source, offset)) is { } allowance)
        {
            allowance.IsUsed = true;
            return null;
        }
        return kind with { Severity = severity == LintSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning };
    }
}
