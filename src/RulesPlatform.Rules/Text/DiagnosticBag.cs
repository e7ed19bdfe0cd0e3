namespace RulesPlatform.Rules.Text;

/// <summary>
/// Diagnostics under way. Excerpts are taken at the end, when every secret of a file is known. Bounded: past the bound
/// further ones are counted only. Not thread-safe.
/// </summary>
/// <param name="limit">How many are kept.</param>
internal sealed class DiagnosticBag(int limit = DiagnosticBag.MaxDiagnostics)
{
    public const int MaxDiagnostics = 500;

    private readonly List<(DiagnosticKind Kind, SourceText? Source, string File, int Start, int End, string Message, string? Help, TextEdit? Fix)> _found = [];

    // What several things share, a parameter say, is at fault once.
    private readonly HashSet<(SourceText, int, int, string)> _said = [];

    public bool HasErrors { get; private set; }

    /// <summary>Asked of what is reported in a file from now on: the kind as it is to count, or null to leave it out.</summary>
    public Func<DiagnosticKind, SourceText, int, DiagnosticKind?>? Admission { get; set; }

    /// <summary>Whether anything more will only be counted: nobody need look for suggestions.</summary>
    public bool IsFull => _found.Count >= limit;

    public int Dropped { get; private set; }

    /// <summary>How many were added, kept or not.</summary>
    public int Count => _found.Count + Dropped;

    public void Add(DiagnosticKind kind, SourceText source, int start, int end, string message, string? help = null, TextEdit? fix = null) =>
        Keep((kind, source, source.Path, start, end, message, help, fix));

    public void Add(DiagnosticKind kind, SourceText source, TextNode node, string message, string? help = null, TextEdit? fix = null) =>
        Add(kind, source, node.Start, node.End, message, help, fix);

    /// <summary>About a file or folder as a whole.</summary>
    public void Add(DiagnosticKind kind, string file, string message, string? help = null) =>
        Keep((kind, null, file, 0, 0, message, help, null));

    /// <summary>Whether something of this kind was reported at this place.</summary>
    public bool Has(DiagnosticKind kind, SourceText source, int start) =>
        _found.Exists(one => one.Kind.Id == kind.Id && ReferenceEquals(one.Source, source) && one.Start == start);

    /// <summary>Adds everything that another holds.</summary>
    public void Take(DiagnosticBag other)
    {
        foreach ((DiagnosticKind Kind, SourceText? Source, string File, int Start, int End, string Message, string? Help, TextEdit? Fix) one in other._found)
        {
            Keep(one);
        }
        Dropped += other.Dropped;
        HasErrors |= other.HasErrors;
    }

    /// <summary>By file and place; those about whole files first.</summary>
    public IReadOnlyList<Diagnostic> ToDiagnostics()
    {
        IEnumerable<Diagnostic> all = _found
            .OrderBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Start)
            .Select(one => one.Source is null
                ? new Diagnostic(one.Kind.Id, one.Kind.Severity, one.Message, one.Help, one.File, default, null)
                : Placed(one.Kind, one.Source, one.Source.Span(one.Start, one.End), one.Message, one.Help) with { Fix = one.Fix });
        return Dropped == 0 ? [.. all] : [.. all, new Diagnostic(
            TextProblems.Bounds.Id, HasErrors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            $"{Dropped} further diagnostics are not shown", "mend those above first", ".", default, null)];
    }

    private static Diagnostic Placed(DiagnosticKind kind, SourceText source, TextSpan span, string message, string? help) =>
        new(kind.Id, kind.Severity, message, help, source.Path, span, source.ExcerptOf(span));

    private void Keep((DiagnosticKind Kind, SourceText? Source, string File, int Start, int End, string Message, string? Help, TextEdit? Fix) one)
    {
        if (one.Source is not null && Admission is not null)
        {
            if (Admission(one.Kind, one.Source, one.Start) is not { } kind)
            {
                return;
            }
            one.Kind = kind;
        }
        HasErrors |= one.Kind.Severity == DiagnosticSeverity.Error;
        if (one.Source is not null && !_said.Add((one.Source, one.Start, one.End, one.Message)))
        {
            return;
        }
        if (IsFull)
        {
            Dropped++;
            return;
        }
        _found.Add(one);
    }
}
