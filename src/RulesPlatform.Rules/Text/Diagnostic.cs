namespace RulesPlatform.Rules.Text;

/// <summary>Something that the author of a rule file should know: what it is, where it is, what to do. Self-contained; holds no secrets.</summary>
/// <param name="Id">The <see cref="DiagnosticKind.Id"/>.</param>
/// <param name="Message">Says what is wrong; one line, no full stop.</param>
/// <param name="Help">Says what to do, or null.</param>
/// <param name="File">Below the rules folder with forward slashes; the folder itself where no file is to blame.</param>
/// <param name="Span">Default where the diagnostic is about a whole file or folder.</param>
/// <param name="Excerpt">Null where <paramref name="Span"/> is the default.</param>
public sealed record Diagnostic(
    string Id, DiagnosticSeverity Severity, string Message, string? Help, string File, TextSpan Span, Excerpt? Excerpt)
{
    /// <summary>What surely mends it; null where the author has to decide.</summary>
    public TextEdit? Fix { get; init; }

    public bool IsError => Severity == DiagnosticSeverity.Error;

    /// <summary>The short form: one line.</summary>
    public override string ToString() => DiagnosticRenderer.Short(this);
}
