using System.Globalization;
using System.Text;

namespace RulesPlatform.Rules.Text;

/// <summary>Diagnostics as people read them on a terminal or in a log.</summary>
public static class DiagnosticRenderer
{
    /// <summary>One line: <c>file:line:column: error RPnnnn: message (help)</c>.</summary>
    public static string Short(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        string help = diagnostic.Help is null ? "" : $" ({diagnostic.Help})";
        return $"{Place(diagnostic)}: {Word(diagnostic.Severity)} {diagnostic.Id}: {diagnostic.Message}{help}";
    }

    /// <summary>Several lines: what, where, the line with a caret below what is meant, what to do. Ends without a line break.</summary>
    public static string Render(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var text = new StringBuilder();
        string number = diagnostic.Span.Line > 0 ? diagnostic.Span.Line.ToString(CultureInfo.InvariantCulture) : "";
        string margin = new(' ', Math.Max(1, number.Length) + 1);
        text.Append(CultureInfo.InvariantCulture, $"{Word(diagnostic.Severity)}[{diagnostic.Id}]: {diagnostic.Message}");
        text.Append(CultureInfo.InvariantCulture, $"\n{margin[1..]}--> {Place(diagnostic)}");
        if (diagnostic.Excerpt is { } excerpt)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{margin}|\n{$"{number} | {excerpt.Line}".TrimEnd()}\n{margin}| ");
            text.Append(' ', excerpt.Start).Append('^', excerpt.Length);
        }
        if (diagnostic.Help is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{margin}= help: {diagnostic.Help}");
        }
        return text.ToString();
    }

    /// <summary>Every diagnostic in its long form, an empty line between, and a last line that counts them.</summary>
    public static string Render(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        int errors = diagnostics.Count(one => one.IsError);
        IEnumerable<string> parts = diagnostics.Select(Render).Append($"{Counted(errors, "error")}, {Counted(diagnostics.Count - errors, "warning")}");
        return string.Join("\n\n", parts);
    }

    private static string Place(Diagnostic diagnostic) =>
        diagnostic.Span.Line == 0 ? diagnostic.File : $"{diagnostic.File}:{diagnostic.Span.Line}:{diagnostic.Span.Column}";

    private static string Word(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
