using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What every binder needs while drafts become definitions: the names that exist, the defaults, the compilers.</summary>
internal sealed class Binding(Manuscript manuscript, DeclaredNames names, CompiledParts parts, DiagnosticBag bag, LoadMemory? before, LoadMemory next)
{
    private List<(string Noun, string Name)>? _references;

    public Manuscript Manuscript { get; } = manuscript;

    public DeclaredNames Names { get; } = names;

    public CompiledParts Parts { get; } = parts;

    public DiagnosticBag Bag { get; } = bag;

    public DefaultsDraft Defaults { get; } = manuscript.RuleSet?.Draft?.Defaults ?? new();

    /// <summary>
    /// What a file becomes, or what it became in the load before, where nothing can have changed. All that <paramref name="bind"/> asks of other
    /// files must go through <see cref="Resolve"/>, all that it compiles through <see cref="Parts"/>.
    /// </summary>
    public T Once<T>(object file, Func<T> bind) where T : class
    {
        if (before is not null && before.TryTake(file, this, out BoundFile? known))
        {
            next.Keep(file, known);
            return (T)known.Result;
        }
        int said = Bag.Count;
        _references = [];
        Parts.BeginFile();
        T result = bind();
        if (Bag.Count == said)
        {
            next.Keep(file, new BoundFile(result, Defaults, _references, Parts.EndFile()));
        }
        _references = null;
        return result;
    }

    /// <summary>Reports a reference to something that does not exist.</summary>
    /// <param name="self">A name that it surely does not mean; null where it may be any.</param>
    public void Resolve(NameTable table, DiagnosticKind unknown, Located<string> reference, Reading reading, string? self = null)
    {
        _references?.Add((table.Noun, reference.Value));
        if (Bag.IsFull || table.MayHave(reference.Value))
        {
            return;
        }
        string help = Nearest.Help(reference.Value, table.Names, $"the {table.Noun}s are") ?? $"define it, or name an existing {table.Noun}";
        reading.Report(unknown, reference.Node, $"there is no {table.Noun} {Printable.Quote(reference.Value)}", help, FixOf(reference, table, self));
    }

    private static TextEdit? FixOf(Located<string> reference, NameTable table, string? self) =>
        reference.Node.Text == reference.Value && Nearest.Surely(reference.Value, table.Names) is { } near && near != self ? Reading.Instead(reference.Node, near) : null;

    /// <summary>The compiled thing, or null once its problems have been moved to the file.</summary>
    public static T? Take<T>(CompileResult<T> result, Located<string> text, Reading reading) where T : class
    {
        foreach (CompileProblem problem in result.Problems)
        {
            reading.Report(text.Node, new Flaw(problem.Kind, problem.Message, problem.Help, problem.Offset, Math.Max(1, problem.Length)) { Instead = problem.Instead });
        }
        return result.IsCompiled ? result.Compiled : null;
    }
}
