namespace RulesPlatform.Rules.Text;

/// <summary>One cause that a diagnostic can have. Ids are stable: never reuse one.</summary>
/// <param name="Id"><c>RPnnnn</c>.</param>
/// <param name="Title">What it is about, in a few words.</param>
public sealed record DiagnosticKind(string Id, string Title, DiagnosticSeverity Severity = DiagnosticSeverity.Error);
